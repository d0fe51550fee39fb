package io.coldgate.sample;

/**
 * The identity of a series among all others of one tool's results.
 *
 * @param name as the tool names it: a benchmark, a request, a page, a command
 * @param variant what else tells it apart, such as {@code n=1}; empty for nothing
 * @param metric which of its metrics, such as {@code avgt} or {@code B/op}; empty where the tool has one only
 */
public record SeriesId(String name, String variant, String metric) {
    /** The name with its variant: {@code p.B.op{n=1}}. */
    public String shown() {
        return variant.isEmpty() ? name : name + "{" + variant + "}";
    }

    /** The name and variant alone, without a metric. */
    public SeriesId ofAnyMetric() {
        return new SeriesId(name, variant, "");
    }

    /** Returns whether a budget on that metric is meant; of {@code thrpt:gc.count} also one on {@code gc.count}. */
    public boolean isMetric(String wanted) {
        return metric.equals(wanted) || metric.endsWith(":" + wanted);
    }
}
