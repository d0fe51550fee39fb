package io.coldgate.sample;

import io.coldgate.unit.Dimension;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys of metrics in files: those of {@link Metric#OF_STARTS}, {@code allocs[github.com/**]}, {@code own[NAME]} and
 * {@code duration[PAYLOAD]}.
 */
final class MetricKeys {
    private static final String OWN = "own[";
    private static final Pattern OWN_KEY = Pattern.compile("own\\[([A-Za-z0-9_-]{1,100})]");

    private static final Pattern PAYLOAD_KEY = Pattern.compile("([a-z_]{1,40})\\[([A-Za-z0-9_-]{1,40})]");

    private MetricKeys() {}

    /** Returns the key of a custom metric. */
    static String own(String name) {
        return OWN + name + "]";
    }

    /** Returns whether it is the key of a custom metric. */
    static boolean isOwn(String key) {
        return key.startsWith(OWN);
    }

    /** Returns the name in the key of a custom metric. */
    static String ownName(String key) {
        return key.substring(OWN.length(), key.length() - 1);
    }

    /** Returns the key of a metric restricted to the starts with one payload. */
    static String ofPayload(String key, String payload) {
        return key + "[" + payload + "]";
    }

    /** Returns the metric of that key, if there is one. */
    static Optional<Metric> parse(String key) {
        return Metric.ofStarts(key)
                .or(() -> PackageSum.ofKey(key).map(Metric::of))
                .or(() -> parseOwn(key))
                .or(() -> parseOfPayload(key));
    }

    private static Optional<Metric> parseOfPayload(String key) {
        Matcher parts = PAYLOAD_KEY.matcher(key);
        return parts.matches()
                ? Metric.ofStarts(parts.group(1))
                        .filter(Metric.OF_EVENTS::contains)
                        .map(metric -> metric.of(parts.group(2)))
                : Optional.empty();
    }

    /**
     * Parses the key of a custom metric. Its dimension and direction are only in the thresholds file; metrics are equal
     * by key.
     */
    private static Optional<Metric> parseOwn(String key) {
        Matcher parts = OWN_KEY.matcher(key);
        return parts.matches() ? Optional.of(Metric.own(parts.group(1), Dimension.COUNT, false)) : Optional.empty();
    }
}
