package io.coldgate.sample;

import io.coldgate.unit.Printable;

/**
 * The identity of a series among all others of one tool's results.
 *
 * @param name as the tool names it: a benchmark, a request, a page, a command
 * @param variant what else distinguishes it, such as {@code n=1}; empty for none
 * @param metric its metric, such as {@code avgt} or {@code B/op}; empty if the tool has only one
 */
public record SeriesId(String name, String variant, String metric) {
    /** The longest name that is shown; names come from files. */
    public static final int LONGEST_NAME = 120;

    /** Returns the name with its variant for people: cut, on one line, and not a workflow command of a CI runner. */
    public String label() {
        return label(shown());
    }

    /** Returns the metric for people, preceded by its tool: {@code jmh avgt}. */
    public String metricLabel(Tool tool) {
        return label((tool.key() + " " + metric).strip());
    }

    private static String label(String name) {
        return Printable.lines(Printable.escape(name, LONGEST_NAME), LONGEST_NAME);
    }

    /** Returns the name with its variant: {@code p.B.op{n=1}}. */
    public String shown() {
        return variant.isEmpty() ? name : name + "{" + variant + "}";
    }

    /** Returns the name and the variant without a metric. */
    public SeriesId ofAnyMetric() {
        return new SeriesId(name, variant, "");
    }

    /**
     * Returns whether a budget on that metric applies; a budget on {@code gc.count} also applies to
     * {@code thrpt:gc.count}.
     */
    public boolean isMetric(String wanted) {
        return metric.equals(wanted) || metric.endsWith(":" + wanted);
    }
}
