package io.coldgate.measure;

import io.coldgate.gate.SeriesTally;
import io.coldgate.lambda.CallException;
import io.coldgate.lambda.Deployment;
import io.coldgate.lambda.Invocation;
import io.coldgate.lambda.LambdaDriver;
import io.coldgate.platform.Coldness;
import io.coldgate.platform.Platform;
import io.coldgate.sample.Arm;
import io.coldgate.sample.Metric;
import io.coldgate.sample.Rejection;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.Start;
import java.util.Optional;

/** The starts of one deployed arm of a function: forces one, invokes, and says what record it gave. */
final class ArmRun {
    /** Enough of a log to see why a start failed. */
    private static final int LOG_CHARS = 600;

    private final Arm arm;
    private final Candidate candidate;
    private final Deployment deployment;
    private final LambdaDriver driver;
    private final Platform platform;
    private final SeriesTally tally;
    private final String runId;
    private int attempts;
    private int discards;
    private int discardedFailures;
    private int samples;
    private String lastTrouble = "";

    ArmRun(
            Arm arm,
            Candidate candidate,
            Deployment deployment,
            LambdaDriver driver,
            Platform platform,
            SeriesTally tally,
            String runId) {
        this.arm = arm;
        this.candidate = candidate;
        this.deployment = deployment;
        this.driver = driver;
        this.platform = platform;
        this.tally = tally;
        this.runId = runId;
    }

    String name() {
        return candidate.name();
    }

    Deployment deployment() {
        return deployment;
    }

    /** What went wrong last: an error and the function's last output. */
    String lastTrouble() {
        return lastTrouble;
    }

    /** First starts that were taken and not counted. */
    int discarded() {
        return discards;
    }

    Arm arm() {
        return arm;
    }

    /** Whether the next start is one of the first, which decide nothing. */
    boolean isDiscarding() {
        return discards < candidate.plan().budgets().discard();
    }

    /**
     * One attempt at a cold start.
     *
     * @param round the round that it is for; 0 for none
     * @throws CallException when the function is gone or the platform refuses for good
     */
    ResultsRecord attempt(long atMillis, int round) throws CallException, InterruptedException {
        attempts++;
        try {
            String cold = driver.forceCold(deployment, runId + "-" + attempts);
            return record(driver.invoke(cold, candidate.payload()), atMillis, round);
        } catch (CallException e) {
            String message = String.valueOf(e.getMessage());
            return switch (e.kind()) {
                case THROTTLED -> rejected(atMillis, Rejection.THROTTLED, message);
                case UNAVAILABLE, CONFLICT -> rejected(atMillis, Rejection.CALL_FAILED, message);
                case NOT_FOUND, REFUSED -> throw e;
            };
        }
    }

    private ResultsRecord record(Invocation invocation, long atMillis, int round) throws InterruptedException {
        Coldness coldness = platform.read(invocation, deployment);
        if (coldness instanceof Coldness.NotProven warm) {
            return rejected(atMillis, Rejection.WARM, warm.detail());
        }
        Coldness.Cold cold = (Coldness.Cold) coldness;
        Optional<Metric> missing = missingMetric(cold);
        if (missing.isPresent()) {
            return rejected(
                    atMillis,
                    Rejection.CALL_FAILED,
                    cold.proactive()
                            ? "the platform had begun the init before the call: no " + missing.get().key()
                            : "the platform reported no " + missing.get().key());
        }
        cold.failure().ifPresent(failure -> lastTrouble = failure + lastOutput(invocation));
        boolean discard = isDiscarding();
        if (discard && cold.failure().isPresent()) {
            discardedFailures++;
        }
        int number = discard ? ++discards : ++samples;
        Start start = new Start(
                name(),
                arm,
                round,
                number,
                atMillis,
                cold.values(),
                cold.waitNanos(),
                cold.phases(),
                cold.proof(),
                cold.environment(),
                cold.failure(),
                cold.proactive());
        return discard ? new ResultsRecord.Discarded(start) : new ResultsRecord.Sampled(start);
    }

    private Optional<Metric> missingMetric(Coldness.Cold cold) {
        return cold.failure().isPresent()
                ? Optional.empty()
                : tally.gate().metrics().stream()
                        .filter(metric -> !cold.values().containsKey(metric))
                        .findFirst();
    }

    private static String lastOutput(Invocation invocation) {
        String tail = invocation.logTail().strip();
        return tail.isEmpty()
                ? ""
                : "\n" + (tail.length() > LOG_CHARS ? "…" + tail.substring(tail.length() - LOG_CHARS) : tail);
    }

    private ResultsRecord rejected(long atMillis, Rejection reason, String detail) {
        lastTrouble = detail;
        return new ResultsRecord.Rejected(name(), atMillis, reason, detail);
    }

    /** Whether all of the first starts were taken, and every one of them failed. */
    boolean neverStarted() {
        int wanted = candidate.plan().budgets().discard();
        return wanted > 0 && discards == wanted && discardedFailures == wanted;
    }
}
