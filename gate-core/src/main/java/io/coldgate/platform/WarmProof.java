package io.coldgate.platform;

import io.coldgate.lambda.Invocation;
import io.coldgate.logs.Report;
import java.util.Optional;
import java.util.OptionalDouble;

/** The proof that an invocation gives of having been served by an environment after its cold start. */
public sealed interface WarmProof {
    /**
     * An invocation that the environment served which had been started before.
     *
     * @param duration the handler's run, in nanoseconds; empty where the platform reported none
     * @param least the least that it would have been on a host without neighbours, where that is known
     * @param endedAfter how the runtime ended after its answer; empty when it went on
     */
    record Warm(OptionalDouble duration, OptionalDouble least, String endedAfter) implements WarmProof {}

    /**
     * One that failed, or that another environment served, or a new one.
     *
     * @param detail what was seen
     */
    record NotWarm(String detail) implements WarmProof {}

    /** Returns the proof by a report alone, which has an init where an environment was started. */
    static WarmProof ofReport(Invocation invocation, Optional<Report> found) {
        Optional<String> failure = Reports.failure(invocation, found).map(Object::toString);
        if (failure.isPresent()) {
            return new NotWarm("it failed: " + failure.get());
        }
        if (found.isEmpty()) {
            return new NotWarm("no report came with the answer");
        }
        Report report = found.get();
        return report.initDuration().isPresent() || report.restoreDuration().isPresent()
                ? new NotWarm("it was cold: its report has an init")
                : new Warm(report.duration(), OptionalDouble.empty(), Reports.endedAfter(invocation, found));
    }
}
