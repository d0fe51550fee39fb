package io.coldgate.measure;

import io.coldgate.deploy.Copy;
import io.coldgate.lambda.CallException;
import io.coldgate.lambda.Invocation;
import io.coldgate.lambda.LambdaDriver;
import io.coldgate.platform.ColdStartProof;
import io.coldgate.platform.WarmProof;
import io.coldgate.sample.Metric;
import io.coldgate.thresholds.Invocations;
import io.coldgate.unit.Pacing;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Invocations after cold starts. Invocations of one environment are correlated, so a start has a single value for them,
 * their median (docs/adr/0016-one-value-a-start.md). The warm-up is measured in a separate start.
 */
final class FurtherInvocations {
    private final Invocations wanted;
    private final byte[] warmUp;
    private final LambdaDriver driver;
    private final Pacing pacing;

    /** Reads the proof in an invocation. */
    interface Reader {
        ColdStartProof cold(Invocation invocation, Copy copy) throws InterruptedException;

        WarmProof warm(Invocation first, Invocation next, ColdStartProof.Cold start, Copy copy)
                throws InterruptedException;
    }

    private FurtherInvocations(Invocations wanted, byte[] warmUp, LambdaDriver driver, Pacing pacing) {
        this.wanted = wanted;
        this.warmUp = warmUp;
        this.driver = driver;
        this.pacing = pacing;
    }

    /** Returns the invocations that the file requests; empty if there are none. */
    static Optional<FurtherInvocations> of(Invocations wanted, LambdaDriver driver, Pacing pacing)
            throws CallException {
        if (!wanted.isFurther()) {
            return Optional.empty();
        }
        byte[] event = new byte[0];
        if (wanted.warmUp().isPresent()) {
            try {
                event = Files.readAllBytes(wanted.warmUp().get().payload());
            } catch (IOException e) {
                throw new CallException(
                        CallException.Kind.REFUSED, "the warm-up's payload cannot be read: " + e.getMessage());
            }
        }
        return Optional.of(new FurtherInvocations(wanted, event, driver, pacing));
    }

    /**
     * Invokes the environment of a successful cold start again, and starts another one with a warm-up, as requested.
     *
     * @param name what to invoke for the started environment
     */
    FurtherFigures after(PlannedStart planned, String name, Invocation first, ColdStartProof.Cold start, Reader reader)
            throws CallException, InterruptedException {
        FurtherFigures warm = wanted.warm() == 0 ? FurtherFigures.NONE : warm(planned, name, first, start, reader);
        return wanted.warmUp().isEmpty()
                ? warm
                : warm.and(firstUser(planned, wanted.warmUp().get(), reader));
    }

    private FurtherFigures warm(
            PlannedStart planned, String name, Invocation first, ColdStartProof.Cold start, Reader reader)
            throws CallException, InterruptedException {
        List<Double> durations = new ArrayList<>();
        List<Double> leasts = new ArrayList<>();
        List<Double> latencies = new ArrayList<>();
        String ended = start.endedAfter();
        for (int i = 1; i <= wanted.warm(); i++) {
            if (!ended.isEmpty()) {
                return noWarm(i, "the runtime had ended after its answer (" + ended + ")");
            }
            Invocation next = driver.invoke(name, planned.event().body());
            WarmProof proof = reader.warm(first, next, start, planned.copy());
            if (proof instanceof WarmProof.NotWarm not) {
                return noWarm(i, not.detail());
            }
            WarmProof.Warm warm = (WarmProof.Warm) proof;
            if (warm.duration().isEmpty()) {
                return noWarm(i, "the platform reported no duration");
            }
            durations.add(warm.duration().getAsDouble());
            leasts.add(least(warm));
            latencies.add((double) next.latencyNanos());
            ended = warm.endedAfter();
        }
        double least = median(leasts);
        return FurtherFigures.of(
                Map.of(Metric.WARM_DURATION, median(durations), Metric.WARM_LATENCY, median(latencies)),
                Map.of(Metric.WARM_DURATION, least, Metric.WARM_LATENCY, least));
    }

    private FurtherFigures noWarm(int number, String why) {
        String reason = "warm invocation " + number + " of " + wanted.warm() + ": " + why;
        return FurtherFigures.missed(Map.of(Metric.WARM_DURATION, reason, Metric.WARM_LATENCY, reason));
    }

    private FurtherFigures firstUser(PlannedStart planned, Invocations.WarmUp settings, Reader reader)
            throws CallException, InterruptedException {
        Copy copy = planned.copy();
        copy.begin();
        String name = copy.await();
        Invocation first = driver.invoke(name, warmUp);
        ColdStartProof proof = reader.cold(first, copy);
        if (proof instanceof ColdStartProof.NotProven warm) {
            return FurtherFigures.rejected(warm);
        }
        ColdStartProof.Cold start = (ColdStartProof.Cold) proof;
        if (start.failure().isPresent()) {
            return noUser("the warm-up failed: " + start.failure().get());
        }
        if (!start.endedAfter().isEmpty()) {
            return noUser("the runtime had ended after the warm-up (" + start.endedAfter() + ")");
        }
        if (!settings.pause().isZero()) {
            pacing.pause(settings.pause());
        }
        WarmProof user = reader.warm(first, driver.invoke(name, planned.event().body()), start, copy);
        if (user instanceof WarmProof.NotWarm not) {
            return noUser("the invocation after the warm-up: " + not.detail());
        }
        WarmProof.Warm warm = (WarmProof.Warm) user;
        OptionalDouble duration = warm.duration();
        if (duration.isEmpty()) {
            return noUser("the platform reported no duration of the invocation after the warm-up");
        }
        return FurtherFigures.of(
                Map.of(Metric.FIRST_USER_DURATION, duration.getAsDouble()),
                Map.of(Metric.FIRST_USER_DURATION, least(warm)));
    }

    private static FurtherFigures noUser(String why) {
        return FurtherFigures.missed(Map.of(Metric.FIRST_USER_DURATION, why));
    }

    private static double least(WarmProof.Warm warm) {
        double duration = warm.duration().orElseThrow();
        return Math.min(duration, warm.least().orElse(duration));
    }

    /**
     * Returns the median: the smallest value that at least half of the values do not exceed, which is a measured value
     * even for an even number.
     */
    private static double median(List<Double> values) {
        return values.stream()
                .sorted()
                .skip((values.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }
}
