package io.coldgate.report.html;

import io.coldgate.gate.CheckResult;
import io.coldgate.report.Figures;

/** A limit's words in a plot: at its place, or at the edge when it lies beyond the axis. */
final class LimitLabel {
    private LimitLabel() {}

    static String of(CheckResult result, Axis axis) {
        String words = result.check().rule() + " " + Figures.limit(result.check());
        double limit = MetricView.limit(result);
        return limit > axis.to() ? words + " \u2192" : limit < axis.from() ? "\u2190 " + words : words;
    }
}
