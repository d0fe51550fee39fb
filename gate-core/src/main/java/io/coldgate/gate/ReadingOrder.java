package io.coldgate.gate;

import io.coldgate.sample.ResultsRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts the attempts of one function into the order in which they were launched. What ended before an earlier one waits
 * for it: a rule that read the fast starts first would see a series that is faster than the function. What waits for an
 * attempt that never ended (the gate was killed or interrupted) is never read, for the same reason.
 */
final class ReadingOrder {
    private final SortedMap<Integer, ResultsRecord.Attempt> waiting = new TreeMap<>();
    private int last;

    /**
     * Takes an attempt; gives those that can be read now, in order.
     *
     * @throws IllegalArgumentException for a number that came before
     */
    List<ResultsRecord.Attempt> add(ResultsRecord.Attempt attempt) {
        int launch = attempt.launch();
        if (launch == 0) {
            return List.of(attempt);
        }
        if (launch <= last || waiting.putIfAbsent(launch, attempt) != null) {
            throw new IllegalArgumentException(attempt.function() + ": launch " + launch + " a second time");
        }
        List<ResultsRecord.Attempt> ready = new ArrayList<>();
        while (!waiting.isEmpty() && waiting.firstKey() == last + 1) {
            ready.add(waiting.remove(++last));
        }
        return ready;
    }

    /** Samples that wait for an earlier attempt. */
    int waitingSamples() {
        return (int) waiting.values().stream()
                .filter(ResultsRecord.Sampled.class::isInstance)
                .count();
    }
}
