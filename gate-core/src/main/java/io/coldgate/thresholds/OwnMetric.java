package io.coldgate.thresholds;

import com.fasterxml.jackson.core.JsonPointer;
import io.coldgate.sample.Metric;
import java.util.regex.Pattern;

/**
 * A metric that a function reports itself, in the invocation that starts it.
 *
 * @param metric what it is called and which direction is better
 * @param source where its value stands
 * @param inBase one of its unit in the metric's base unit: 1e6 for ms
 */
public record OwnMetric(Metric metric, Source source, double inBase) {
    public static final Key<Void> KEY = new Key<>("metrics");

    /** The place of a value. */
    public sealed interface Source {
        /** Lines of CloudWatch's Embedded Metric Format, by the metric's name. */
        record Emf() implements Source {}

        /** A number in the response. */
        record Response(JsonPointer pointer) implements Source {}

        /** The first group of an expression that a line of the log matches. */
        record Log(Pattern line) implements Source {}
    }
}
