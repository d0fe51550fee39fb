package io.coldgate.measure;

import io.coldgate.gate.SeriesTally;
import io.coldgate.lambda.CallException;
import io.coldgate.sample.ResultsRecord;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * One function's way through a run: the first starts of each arm, which are not counted; rounds of both arms, in an order
 * that a fair coin draws, as long as a check against the baseline is open; then the candidate alone.
 */
final class FunctionRun {
    private final SeriesTally tally;
    private final List<ArmRun> arms;
    private final Random coin;
    private final Clock clock;
    private int rounds;

    /**
     * A run of one function.
     *
     * @param arms the candidate, then the baseline if there is one
     * @param coin draws which arm of a round is first
     */
    FunctionRun(SeriesTally tally, List<ArmRun> arms, Random coin, Clock clock) {
        this.tally = tally;
        this.arms = List.copyOf(arms);
        this.coin = coin;
        this.clock = clock;
    }

    /** Takes each record as it comes. */
    interface Sink {
        void accept(ResultsRecord entry) throws IOException, InterruptedException;
    }

    SeriesTally tally() {
        return tally;
    }

    List<ArmRun> arms() {
        return arms;
    }

    /** The next start, or the next round. */
    void step(Sink sink) throws CallException, IOException, InterruptedException {
        boolean discarded = false;
        for (ArmRun arm : arms) {
            if (arm.isDiscarding()) {
                sink.accept(arm.attempt(clock.millis(), 0));
                discarded = true;
            }
        }
        if (discarded) {
            return;
        }
        if (arms.size() == 2 && tally.gate().needsRounds()) {
            round(sink);
        } else {
            sink.accept(arms.get(0).attempt(clock.millis(), 0));
        }
    }

    /** A round is whole or it is none: when its first start is no sample, both arms are repeated under a new number. */
    private void round(Sink sink) throws CallException, IOException, InterruptedException {
        rounds++;
        int first = coin.nextInt(2);
        for (ArmRun arm : List.of(arms.get(first), arms.get(1 - first))) {
            ResultsRecord entry = arm.attempt(clock.millis(), rounds);
            sink.accept(entry);
            if (entry instanceof ResultsRecord.Rejected) {
                return;
            }
        }
    }

    /** An arm whose first starts all failed. */
    Optional<ArmRun> neverStarted() {
        return arms.stream().filter(ArmRun::neverStarted).findFirst();
    }

    /** What went wrong last, in either arm. */
    String lastTrouble() {
        return arms.stream()
                .map(ArmRun::lastTrouble)
                .filter(trouble -> !trouble.isEmpty())
                .reduce((earlier, later) -> later)
                .orElse("");
    }
}
