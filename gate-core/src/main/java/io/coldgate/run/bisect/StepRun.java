package io.coldgate.run.bisect;

import io.coldgate.bisect.Commit;
import io.coldgate.bisect.Look;
import io.coldgate.build.History;
import io.coldgate.measure.StopSignal;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.run.RunListener;
import io.coldgate.run.ThresholdsInput;
import io.coldgate.sample.Metric;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.read.ReadOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A step of {@code git bisect run}: what is checked out, compared with a fast commit. */
public final class StepRun {
    /** Git's word for a commit that can't be tested. */
    private static final int SKIP = 125;

    /** From 128 on, git ends its bisection: a mistake on the command line is no slow commit. */
    private static final int ABORT = 128;

    private final BisectOptions options;
    private final RunListener listener;
    private final StopSignal stop = new StopSignal();

    /**
     * The end of a step.
     *
     * @param exitCode what git expects: 0, 1, 125, or 128 and more to end the bisection
     * @param line what was found, for people
     */
    public record Step(int exitCode, String line) {}

    /** A step that has not begun. */
    public StepRun(BisectOptions options, RunListener listener) {
        this.options = options;
        this.listener = listener;
    }

    /** Returns what ends it early, from another thread. */
    public StopSignal stopSignal() {
        return stop;
    }

    /**
     * Compares.
     *
     * @throws RunException with an exit code that ends git's bisection, for a mistake or when somebody stopped it
     */
    public Step run() throws RunException {
        Thresholds thresholds;
        FunctionSpec function;
        Metric metric;
        Commit commit;
        try {
            thresholds = ThresholdsInput.read(
                    options.run().file(),
                    new ReadOptions(options.run().platform(), options.run().maxSamples(), Optional.empty()));
            function = BisectNames.function(thresholds, options.function());
            metric = BisectNames.metric(function, options.metric());
            commit = checkedOut(thresholds);
        } catch (RunException e) {
            throw new RunException(ABORT, e.problems(), "the bisection is ended");
        }
        try {
            Path folder = options.folder().resolve("step");
            CommitComparison comparison = new CommitComparison(
                    thresholds, function, options.limit(function, metric), options.run(), listener, stop);
            Look look = comparison
                    .compare(
                            comparison.in(thresholds.file(), Optional.empty()),
                            commit.hash(),
                            options.good(),
                            new CommitComparison.Risks(
                                    thresholds.falseAlarm(), function.limits().missed()),
                            folder)
                    .orElseThrow(() -> new RunException(ExitCode.INTERRUPTED, "interrupted"));
            return new Step(
                    switch (look.found()) {
                        case FAST -> 0;
                        case SLOW -> 1;
                        case SKIPPED -> SKIP;
                    },
                    BisectLines.of(commit, look));
        } catch (RunException e) {
            if (e.exitCode() == ExitCode.INTERRUPTED) {
                throw e;
            }
            Look skipped = Look.unbuilt(commit.hash(), e.problems().get(0).line());
            return new Step(SKIP, BisectLines.of(commit, skipped));
        }
    }

    private Commit checkedOut(Thresholds thresholds) throws RunException {
        History history = new History(thresholds.folder());
        try {
            if (history.commit(options.good()).isEmpty()) {
                throw new RunException(ExitCode.USAGE, options.good() + ": no such branch, tag or commit here");
            }
            return history.commit("HEAD")
                    .map(hash -> new Commit(hash, "(checked out)"))
                    .orElseThrow(() -> new RunException(ExitCode.USAGE, "no commit is checked out here"));
        } catch (IOException e) {
            throw new RunException(ExitCode.USAGE, "git: " + e.getMessage());
        } catch (InterruptedException e) {
            throw new RunException(ExitCode.INTERRUPTED, "interrupted");
        }
    }
}
