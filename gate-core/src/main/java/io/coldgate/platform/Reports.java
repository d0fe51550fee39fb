package io.coldgate.platform;

import io.coldgate.lambda.Invocation;
import io.coldgate.lambda.LastWords;
import io.coldgate.logs.Report;
import io.coldgate.sample.Failure;
import io.coldgate.sample.Metric;
import io.coldgate.unit.Printable;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Values of the platform's report of an invocation, on every platform that has one. */
final class Reports {
    /** The error type in the report of a runtime that ended. */
    private static final String EXIT_ERROR = "Runtime.ExitError";

    private Reports() {}

    /**
     * Returns the function's failure. This includes a first init that failed although a second one served the event,
     * and a runtime that failed after its answer in any way other than ending.
     */
    static Optional<Failure> failure(Invocation invocation, Optional<Report> found) {
        if (invocation.failure().isPresent() || found.isEmpty()) {
            return invocation.failure();
        }
        Report report = found.get();
        if (report.initFailed()) {
            LastWords words = LastWords.ofFirstInit(invocation.logTail());
            return Optional.of(new Failure(
                    "InitFailed",
                    "the first init failed or timed out, the next one served",
                    words.cause(),
                    words.lines(),
                    Map.of()));
        }
        return report.trouble()
                .filter(type -> !type.equals(EXIT_ERROR))
                .map(type -> new Failure(
                        Printable.escape(type, 100),
                        "the report says so, after an answer",
                        "",
                        LastWords.of(invocation.logTail()).lines(),
                        Map.of()));
    }

    /**
     * Returns how the runtime ended after its answer, which the caller received: the next invocation has to start it
     * again.
     */
    static String endedAfter(Invocation invocation, Optional<Report> found) {
        boolean answered = invocation.failure().isEmpty();
        return found.filter(report -> answered && !report.initFailed())
                .flatMap(Report::trouble)
                .filter(EXIT_ERROR::equals)
                .orElse("");
    }

    /** Returns the values of a successful init before an invocation that failed; empty if the init failed. */
    static Map<Metric, Double> initValues(Optional<Report> found) {
        Map<Metric, Double> values = new TreeMap<>();
        found.filter(report -> !report.initFailed()).ifPresent(report -> {
            put(values, Metric.INIT_DURATION, report.initDuration());
            put(values, Metric.RESTORE_DURATION, report.restoreDuration());
        });
        return values;
    }

    private static void put(Map<Metric, Double> values, Metric metric, OptionalDouble value) {
        value.ifPresent(known -> values.put(metric, known));
    }
}
