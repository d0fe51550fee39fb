package io.coldgate.measure;

import io.coldgate.deploy.Copy;
import io.coldgate.gate.SeriesGate;
import io.coldgate.gate.SeriesTally;
import io.coldgate.lambda.CallException;
import io.coldgate.sample.ResultsRecord;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The run of one function. First come the discarded starts of each copy of each arm; then rounds of both arms, in an
 * order drawn by a fair coin, as long as a check against the baseline is open; then starts of the candidate alone. With
 * a fan-out, that many starts or rounds are taken at once.
 */
final class FunctionRun {
    private final SeriesTally tally;
    private final List<ArmRun> arms;
    private final Random coin;
    private final Clock clock;
    private final Launcher launcher;
    private final int fanOut;
    private int rounds;
    private int launched;

    /**
     * A run of one function.
     *
     * @param arms the candidate, then the baseline if there is one
     * @param coin decides which arm of a round is first
     */
    FunctionRun(SeriesTally tally, List<ArmRun> arms, Random coin, Clock clock, Launcher launcher) {
        this.tally = tally;
        this.arms = List.copyOf(arms);
        this.coin = coin;
        this.clock = clock;
        this.launcher = launcher;
        this.fanOut = tally.plan().spec().sampling().fanOut().starts();
    }

    /** Receives each record. */
    interface Sink {
        void accept(ResultsRecord entry) throws IOException, InterruptedException;
    }

    SeriesTally tally() {
        return tally;
    }

    List<ArmRun> arms() {
        return arms;
    }

    /** Returns the largest number of concurrent invocations. */
    int concurrency() {
        return fanOut == 1 ? 1 : fanOut * arms.size();
    }

    /** Takes the next start or the next round; with a fan-out, several of them. */
    void step(Sink sink) throws CallException, IOException, InterruptedException {
        boolean discarded = false;
        for (ArmRun arm : arms) {
            List<PlannedStart> first = arm.firstStarts(fanOut);
            if (!first.isEmpty()) {
                take(first, sink);
                discarded = true;
            }
        }
        if (discarded) {
            return;
        }
        if (arms.size() == 2 && tally.gate().needsRounds()) {
            rounds(sink);
        } else {
            take(starts(), sink);
        }
    }

    private List<PlannedStart> starts() {
        ArmRun candidate = arms.get(0);
        Copy copy = candidate.nextCopy();
        List<PlannedStart> starts = new ArrayList<>();
        for (int i = 0; i < together(); i++) {
            starts.add(candidate.start(copy, 0, i));
        }
        return starts;
    }

    /**
     * Takes rounds. Overlapping rounds are launched together, in their order; a single one is two consecutive starts.
     */
    private void rounds(Sink sink) throws CallException, IOException, InterruptedException {
        List<Copy> copies = arms.stream().map(ArmRun::nextCopy).toList();
        List<PlannedStart> starts = new ArrayList<>();
        int together = together();
        for (int i = 0; i < together; i++) {
            rounds++;
            int first = coin.nextInt(2);
            starts.add(arms.get(first).start(copies.get(first), rounds, i));
            starts.add(arms.get(1 - first).start(copies.get(1 - first), rounds, i));
        }
        if (fanOut > 1) {
            take(starts, sink);
        } else if (take(starts.subList(0, 1), sink)) {
            take(starts.subList(1, 2), sink);
        }
    }

    /**
     * Returns the number of starts or rounds to take together; no more than can still be read, because starts over the
     * cap would be unused.
     */
    private int together() {
        SeriesGate gate = tally.gate();
        return Math.max(1, Math.min(fanOut, gate.maxSamples() - gate.samples()));
    }

    /** Takes the starts together; returns whether all of them were cold. */
    private boolean take(List<PlannedStart> starts, Sink sink) throws CallException, IOException, InterruptedException {
        for (ArmRun arm : arms) {
            arm.traceAhead((int) starts.stream()
                    .filter(planned -> planned.arm() == arm && !planned.discard())
                    .count());
            arm.updateAhead();
        }
        boolean allCold = new StartBatch(launcher, this::nextLaunch, sink, clock.millis()).take(starts);
        for (ArmRun arm : arms) {
            arm.updateAhead();
        }
        return allCold;
    }

    /** Returns the next launch number; 0 without a fan-out, when starts are read in the order of the file. */
    private int nextLaunch() {
        return fanOut == 1 ? 0 : ++launched;
    }

    /** Returns an arm whose first starts all failed. */
    Optional<ArmRun> neverStarted() {
        return arms.stream().filter(ArmRun::neverStarted).findFirst();
    }

    /** Returns the last problem of either arm. */
    String lastTrouble() {
        return arms.stream()
                .map(ArmRun::lastTrouble)
                .filter(trouble -> !trouble.isEmpty())
                .reduce((earlier, later) -> later)
                .orElse("");
    }
}
