package io.coldgate.sample;

import io.coldgate.unit.Printable;

/**
 * The identity of a series among all others of one tool's results.
 *
 * @param name as the tool names it: a benchmark, a request, a page, a command
 * @param variant what else tells it apart, such as {@code n=1}; empty for nothing
 * @param metric which of its metrics, such as {@code avgt} or {@code B/op}; empty where the tool has one only
 */
public record SeriesId(String name, String variant, String metric) {
    /** Names come from files: more of one says nothing more. */
    public static final int LONGEST_NAME = 120;

    /** Returns the name with its variant for people: cut, on one line, and no command to a pipeline's runner. */
    public String label() {
        return label(shown());
    }

    /** Returns the metric for people, behind the tool that has it: {@code jmh avgt}. */
    public String metricLabel(Tool tool) {
        return label((tool.key() + " " + metric).strip());
    }

    private static String label(String name) {
        return Printable.lines(Printable.escape(name, LONGEST_NAME), LONGEST_NAME);
    }

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
