package io.coldgate.platform;

import io.coldgate.lambda.Invocation;
import io.coldgate.logs.Report;
import java.util.Optional;
import java.util.OptionalDouble;

/** The proof that an environment served an invocation after its cold start. */
public sealed interface WarmProof {
    /**
     * An invocation that an already started environment served.
     *
     * @param duration the handler's duration, in nanoseconds; empty if the platform reported none
     * @param least lower bound of the duration on a host without neighbours, if known
     * @param endedAfter how the runtime ended after its answer; empty when it continued
     */
    record Warm(OptionalDouble duration, OptionalDouble least, String endedAfter) implements WarmProof {}

    /**
     * An invocation that failed, or that another or a new environment served.
     *
     * @param detail what was observed
     */
    record NotWarm(String detail) implements WarmProof {}

    /** Returns the proof from a report alone, which contains an init if an environment was started. */
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
