package io.coldgate.gate;

import io.coldgate.sample.ResultsRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts the attempts of one function into the order in which they were launched. An attempt that ends before an earlier
 * one waits for it: reading fast starts first would make the series faster than the function. For the same reason,
 * attempts behind one that never ended (because the gate was killed or interrupted) are never read.
 */
final class ReadingOrder {
    private final SortedMap<Integer, ResultsRecord.Attempt> waiting = new TreeMap<>();
    private int last;

    /**
     * Adds an attempt; returns those that can be read now, in order.
     *
     * @throws IllegalArgumentException for a repeated number
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

    /** Returns the number of samples that wait for an earlier attempt. */
    int waitingSamples() {
        return (int) waiting.values().stream()
                .filter(ResultsRecord.Sampled.class::isInstance)
                .count();
    }
}
