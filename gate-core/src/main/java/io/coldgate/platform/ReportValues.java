package io.coldgate.platform;

import io.coldgate.lambda.Invocation;
import io.coldgate.sample.Metric;
import java.util.Map;
import java.util.TreeMap;

/**
 * Values that any service with Lambda's API reports for an invocation: the report's duration and bill, and the caller's
 * clock.
 */
final class ReportValues {
    private ReportValues() {}

    static Map<Metric, Double> of(Invocation invocation) {
        Map<Metric, Double> values = new TreeMap<>();
        invocation.report().ifPresent(report -> {
            report.duration().ifPresent(value -> values.put(Metric.DURATION, value));
            report.billedDuration().ifPresent(value -> values.put(Metric.BILLED_DURATION, value));
        });
        values.put(Metric.CLIENT_LATENCY, (double) invocation.latencyNanos());
        return values;
    }
}
