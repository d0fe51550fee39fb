package io.coldgate.run.bisect;

import io.coldgate.bisect.Commit;
import io.coldgate.bisect.CommitResult;
import io.coldgate.build.Git;
import io.coldgate.build.History;
import io.coldgate.measure.StopSignal;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.run.RunListener;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Thresholds;
import java.io.IOException;
import java.util.Optional;

/** A step of {@code git bisect run}: compares the current checkout with a fast commit. */
public final class StepRun {
    private final BisectOptions options;
    private final RunListener listener;
    private final StopSignal stop = new StopSignal();

    /**
     * The end of a step.
     *
     * @param exitCode one of {@link GitCode}
     * @param line what was found, for people
     */
    public record Step(int exitCode, String line) {}

    /** Prepares a step. */
    public StepRun(BisectOptions options, RunListener listener) {
        this.options = options;
        this.listener = listener;
    }

    /** Returns the signal that stops the step early; other threads may use it. */
    public StopSignal stopSignal() {
        return stop;
    }

    /**
     * Compares.
     *
     * @throws RunException for a mistake, when the platform or the disk failed, and when the step was interrupted;
     *     {@link GitCode#of} turns its exit code into one that ends git's bisection
     */
    public Step run() throws RunException {
        BisectInput input = BisectInput.read(options);
        input.requireReach(options, 1);
        Commit commit = checkedOut(input.thresholds());
        CommitResult compared = compared(input, commit);
        return new Step(
                switch (compared.found()) {
                    case FAST -> GitCode.FAST;
                    case SLOW -> GitCode.SLOW;
                    case SKIPPED -> GitCode.SKIP;
                },
                BisectLines.of(commit, compared));
    }

    private CommitResult compared(BisectInput input, Commit commit) throws RunException {
        Thresholds thresholds = input.thresholds();
        FunctionSpec function = input.function();
        CommitComparison comparison = new CommitComparison(thresholds, function, options.run(), listener, stop);
        try {
            return comparison
                    .compare(
                            comparison.in(thresholds.file(), Optional.empty()),
                            commit.hash(),
                            options.good(),
                            new CommitComparison.Rule(
                                    options.limit(function, input.metric(), options.firstTolerance()),
                                    thresholds.falseAlarm(),
                                    function.limits().missed()),
                            options.folder().resolve("step"))
                    .orElseThrow(() -> new RunException(ExitCode.INTERRUPTED, "interrupted"));
        } catch (RunException e) {
            if (e.exitCode() == ExitCode.INTERRUPTED || !comparison.isOfTheCommit(e)) {
                throw e;
            }
            return CommitResult.unbuilt(commit.hash(), e.problems().get(0).line());
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
        } catch (Git.MissingException e) {
            throw new RunException(ExitCode.USAGE, e.problem());
        } catch (IOException e) {
            throw new RunException(ExitCode.USAGE, "git: " + e.getMessage());
        } catch (InterruptedException e) {
            throw new RunException(ExitCode.INTERRUPTED, "interrupted");
        }
    }
}
