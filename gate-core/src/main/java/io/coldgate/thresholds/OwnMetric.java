package io.coldgate.thresholds;

import com.fasterxml.jackson.core.JsonPointer;
import io.coldgate.sample.Metric;
import java.util.regex.Pattern;

/**
 * A custom metric that a function reports in the invocation of its cold start.
 *
 * @param metric its name and its better direction
 * @param source where its value is found
 * @param inBase its unit in the metric's base unit: 1e6 for ms
 */
public record OwnMetric(Metric metric, Source source, double inBase) {
    public static final Key<Void> KEY = new Key<>("metrics");

    /** The source of a value. */
    public sealed interface Source {
        /** Lines of CloudWatch's Embedded Metric Format, by the metric's name. */
        record Emf() implements Source {}

        /** A number in the response. */
        record Response(JsonPointer pointer) implements Source {}

        /** The first group of a regular expression that matches a line of the log. */
        record Log(Pattern line) implements Source {}
    }
}
