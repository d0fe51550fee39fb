package io.coldgate.run.canary;

import io.coldgate.canary.CanaryResult.Ending;
import io.coldgate.canary.StepComparison;
import io.coldgate.canary.StepResult;
import io.coldgate.lambda.AliasState;
import io.coldgate.lambda.CallException;
import io.coldgate.logs.InvocationJoiner;
import io.coldgate.logs.LogEvent;
import io.coldgate.logs.LogSource;
import io.coldgate.logs.LogSourceException;
import io.coldgate.logs.LoggedInvocation;
import io.coldgate.run.RunListener;
import io.coldgate.stats.Outcome;
import io.coldgate.unit.Percentage;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the log during a step until the step is decided. */
final class CanaryReading {
    /** The number of batches after which the alias and the time are checked again: a busy log always has more lines. */
    private static final int MOST_BATCHES = 50;

    private final CanaryOptions options;
    private final CanaryStage stage;
    private final LogSource lines;
    private final CanaryFiles files;
    private final RunListener listener;
    private final InvocationJoiner joiner = new InvocationJoiner(InvocationJoiner.State.none());
    private boolean troubled;

    CanaryReading(CanaryOptions options, CanaryStage stage, LogSource lines, CanaryFiles files, RunListener listener) {
        this.options = options;
        this.stage = stage;
        this.lines = lines;
        this.files = files;
        this.listener = listener;
    }

    /**
     * Holds a step until it is decided.
     *
     * @param alias the last known state of the alias
     * @param limit the longest time to hold the step
     * @return empty when the step has passed, otherwise the end of the canary
     */
    Optional<CanaryEnd> hold(double share, StepComparison comparison, AliasState alias, Duration limit)
            throws CallException, IOException, InterruptedException {
        long began = stage.pacing().nanos();
        while (true) {
            stage.pacing().pause(options.poll());
            if (!stage.aliases()
                    .read(options.function(), options.alias())
                    .revisionId()
                    .equals(alias.revisionId())) {
                return Optional.of(CanaryEnd.BY_OTHERS);
            }
            Optional<CanaryEnd> unreadable = read(comparison);
            if (unreadable.isPresent()) {
                return unreadable;
            }
            if (comparison.decision() == StepComparison.Decision.PASS) {
                return Optional.empty();
            }
            if (isWorse(comparison)) {
                return Optional.of(new CanaryEnd(Ending.ROLLED_BACK, why(share, comparison.result(share))));
            }
            listener.step(Percentage.format(share) + ": " + comparison.progress());
            if (stage.pacing().nanos() - began >= limit.toNanos()) {
                return Optional.of(new CanaryEnd(
                        Ending.UNDECIDED,
                        "the step at " + Percentage.format(share) + " was not decided within --hold: "
                                + comparison.progress()));
            }
        }
    }

    private Optional<CanaryEnd> read(StepComparison comparison) throws IOException, InterruptedException {
        try {
            boolean more = true;
            for (int batches = 0; more && batches < MOST_BATCHES; batches++) {
                LogSource.Batch batch = lines.read();
                for (LogEvent event : batch.events()) {
                    Optional<LoggedInvocation> invocation = joiner.add(event);
                    if (invocation.isPresent()) {
                        files.counted(invocation.get());
                        comparison.add(invocation.get());
                    }
                }
                files.flush();
                // A worse candidate is rolled back at once; any other waits for the remaining lines of its step.
                more = batch.state() == LogSource.State.MORE && !isWorse(comparison);
            }
            troubled = false;
            return Optional.empty();
        } catch (LogSourceException e) {
            if (!e.isPassing()) {
                return Optional.of(new CanaryEnd(Ending.NOT_MEASURED, String.valueOf(e.getMessage())));
            }
            if (!troubled) {
                listener.error(e.getMessage() + "; the step is held until it can be read again");
            }
            troubled = true;
            return Optional.empty();
        }
    }

    private static boolean isWorse(StepComparison comparison) {
        return comparison.decision() != StepComparison.Decision.OPEN
                && comparison.decision() != StepComparison.Decision.PASS;
    }

    private static String why(double share, StepResult result) {
        String at = " at " + Percentage.format(share);
        if (result.decision() == StepComparison.Decision.FAILURES) {
            return "the candidate fails more often" + at + ": "
                    + result.candidate().failed() + " of "
                    + result.candidate().invocations() + " invocations, the stable version "
                    + result.stable().failed() + " of " + result.stable().invocations();
        }
        return "the candidate is over its limit" + at + ": "
                + result.findings().stream()
                        .filter(finding -> finding.decision().outcome() == Outcome.FAIL)
                        .map(finding -> finding.limit().text())
                        .collect(Collectors.joining(", "));
    }
}
