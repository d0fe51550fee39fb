package io.coldgate.report;

import io.coldgate.gate.BudgetCheck;
import io.coldgate.gate.Check;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.RatioFigures;
import io.coldgate.gate.RegressionCheck;
import io.coldgate.gate.SeriesFigures;
import io.coldgate.stats.Contrast;
import io.coldgate.stats.QuantileInterval;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Quantity;
import io.coldgate.verdict.Verdict;
import java.util.Locale;
import java.util.OptionalDouble;

/** Figures of a check, formatted for people. */
public final class Figures {
    /** The largest evidence that is shown as a number; beyond it, more digits add nothing. */
    private static final double LOG_LARGEST = Math.log(1e9);

    /**
     * An interval end that differs from the estimate by more than this factor gets a unit of its own: 50.0 s beside 110
     * ms, not 50000 ms.
     */
    private static final double ONE_UNIT = 20;

    /** The longest reason in a table row; the full reason is below the table. */
    private static final int LONGEST_REASON = 100;

    private Figures() {}

    /** Returns the interval in the unit of the limit: {@code 3.98 ms – 4.31 ms}; a missing bound is stated. */
    public static String interval(CheckResult result) {
        if (result.ratio().isPresent() && result.check() instanceof RegressionCheck regression) {
            return interval(regression, result.ratio().get());
        }
        if (result.ratio().isPresent()) {
            return ratioInterval(result.ratio().get());
        }
        if (result.figures().isEmpty() || !result.check().isQuantile()) {
            return "";
        }
        Check check = result.check();
        SeriesFigures figures = result.figures().get();
        boolean noLow = figures.intervalLow() == 0;
        boolean noHigh = Double.isInfinite(figures.intervalHigh());
        if (noLow && noHigh) {
            return "no bounds yet";
        }
        String low = amount(check, figures.intervalLow(), figures);
        String high = amount(check, figures.intervalHigh(), figures);
        return noHigh ? "≥ " + low : noLow ? "≤ " + high : low + " – " + high;
    }

    /** Returns the interval of a quantile: {@code 3.98 ms – 4.31 ms}; a missing bound is stated. */
    static String interval(QuantileInterval interval, Dimension dimension) {
        boolean noLow = interval.low() == 0;
        boolean noHigh = Double.isInfinite(interval.high());
        if (noLow && noHigh) {
            return "no bounds yet";
        }
        String low = amount(interval.low(), dimension);
        String high = amount(interval.high(), dimension);
        return noHigh ? "≥ " + low : noLow ? "≤ " + high : low + " – " + high;
    }

    /** Returns a value, or states that it is that of a failed start, which counts as infinite. */
    static String amount(double value, Dimension dimension) {
        return Double.isInfinite(value) ? "failed" : new Quantity(value, dimension).format();
    }

    private static String amount(Check check, double value, SeriesFigures figures) {
        if (Double.isInfinite(value)) {
            return check instanceof BudgetCheck ? "failed start" : "failed";
        }
        double estimate = figures.estimate();
        boolean near = value == 0 || value <= ONE_UNIT * estimate && estimate <= ONE_UNIT * value;
        return check.amount(value, near && Double.isFinite(estimate) ? estimate : value);
    }

    private static String interval(RegressionCheck check, RatioFigures figures) {
        boolean ratio = figures.contrast() == Contrast.RATIO;
        String low = ratio ? change(figures.intervalLow()) : check.change(figures.intervalLow());
        String high = ratio ? change(figures.intervalHigh()) : check.change(figures.intervalHigh());
        if (!figures.hasLow()) {
            return figures.hasHigh() ? "≤ " + high : "no bounds yet";
        }
        return figures.hasHigh() ? low + " – " + high : "≥ " + low;
    }

    private static String ratioInterval(RatioFigures figures) {
        String low = change(figures.intervalLow());
        String high = change(figures.intervalHigh());
        if (!figures.hasLow()) {
            return figures.hasHigh() ? "≤ " + high : "no bounds yet";
        }
        return figures.hasHigh() ? low + " – " + high : "≥ " + low;
    }

    /** Returns a ratio as a change: {@code +10.0 %}. */
    public static String change(double ratio) {
        String change = String.format(Locale.ROOT, "%+.1f %%", (ratio - 1) * 100);
        return change.equals("-0.0 %") ? "+0.0 %" : change;
    }

    /**
     * Returns the evidence for the verdict or, without a verdict, the stronger of both sides: {@code 340 : 1}. For a
     * check that was not measured, returns the reason.
     */
    public static String evidence(CheckResult result) {
        if (result.verdict() == Verdict.NOT_MEASURED) {
            return Printable.lines(result.explanation(), LONGEST_REASON);
        }
        if (result.ratio().isPresent()) {
            RatioFigures figures = result.ratio().get();
            return evidence(
                    result.verdict(), figures.logEvidencePass(), figures.logEvidenceFail(), figures.lastLookP());
        }
        if (result.figures().isEmpty() || !result.check().isQuantile()) {
            return "";
        }
        SeriesFigures figures = result.figures().get();
        return evidence(result.verdict(), figures.logEvidencePass(), figures.logEvidenceFail(), figures.lastLookP());
    }

    private static String evidence(Verdict verdict, double logPass, double logFail, OptionalDouble lastLookP) {
        double log = switch (verdict) {
            case PASS -> logPass;
            case FAIL -> logFail;
            case INCONCLUSIVE, ACCEPTED, NOT_MEASURED -> Math.max(logPass, logFail);
        };
        return ratio(log) + (lastLookP.isPresent() ? ", last look p " + p(lastLookP.getAsDouble()) : "");
    }

    private static String ratio(double log) {
        if (log > LOG_LARGEST) {
            return "> 10^9 : 1";
        }
        double odds = Math.exp(log);
        return odds >= 10
                ? String.format(Locale.ROOT, "%,d : 1", Math.round(odds))
                : String.format(Locale.ROOT, "%.2f : 1", odds);
    }

    private static String p(double value) {
        return String.format(Locale.ROOT, "%.2g", value);
    }

    /** Returns the number of samples that the check used; empty for checks of the package. */
    public static String samples(CheckResult result) {
        if (result.ratio().isPresent()) {
            return "2 × " + result.ratio().get().rounds();
        }
        return result.figures().map(figures -> Integer.toString(figures.n())).orElse("");
    }

    /** Returns the limit: {@code ≤ 20 ms}, {@code stripped}, {@code not static}. */
    public static String limit(Check check) {
        return check.demand();
    }
}
