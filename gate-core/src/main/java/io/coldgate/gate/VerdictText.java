package io.coldgate.gate;

import io.coldgate.sample.Metric;
import io.coldgate.stats.AbsoluteDecision;
import io.coldgate.stats.AbsoluteRule;
import io.coldgate.stats.Defaults;
import io.coldgate.stats.MoreSamples;
import io.coldgate.stats.Outcome;
import io.coldgate.stats.RelativeDecision;
import io.coldgate.unit.Counted;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Quantity;
import io.coldgate.verdict.VerdictReason;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Verdicts as text. */
final class VerdictText {
    private VerdictText() {}

    /** The length of a SHA-256 in base64. */
    private static final int LONGEST_HASH = 44;

    /**
     * The factor above which two values get separate units: in the larger one's unit, the smaller value would vanish.
     */
    private static final double ONE_UNIT = 20;

    /** Returns a value of the check's metric, formatted for people. */
    static String amount(BudgetCheck check, double value) {
        return amount(check.metric(), value);
    }

    private static String amount(Metric metric, double value) {
        return Double.isInfinite(value) ? "failed start" : new Quantity(value, metric.dimension()).format();
    }

    /** Returns two values side by side, in the same unit if they are close: {@code 3.80 -> 5.23 ms}. */
    static String sides(Metric metric, double baseline, double candidate) {
        double least = Math.min(baseline, candidate);
        double most = Math.max(baseline, candidate);
        if (Double.isInfinite(most) || most > ONE_UNIT * least) {
            return amount(metric, baseline) + " -> " + amount(metric, candidate);
        }
        Quantity like = new Quantity(most, metric.dimension());
        String left = new Quantity(baseline, metric.dimension()).formatLike(like);
        String right = new Quantity(candidate, metric.dimension()).formatLike(like);
        int unit = left.lastIndexOf(' ');
        return (unit < 0 ? left : left.substring(0, unit)) + " -> " + right;
    }

    static String ofQuantile(BudgetCheck check, VerdictReason why, AbsoluteDecision decision, AbsoluteRule rule) {
        String more = more(decision.n(), MoreSamples.estimate(decision, rule), "") + resemblance(decision);
        String limit = check.rule() + " " + side(check, isPass(decision)) + " " + check.limitText();
        return switch (why) {
            case EVIDENCE -> limit + " proven" + resemblance(decision);
            case LAST_LOOK -> limit + " at the last look, after " + decision.n() + " cold starts";
            case HOST_BUSY ->
                busy(decision.n(), decision.exceed(), decision.exceedUndisturbed(), check.limitText())
                        + resemblance(decision);
            case MAX_SAMPLES -> "undecided after the cap of " + decision.n() + " cold starts" + more;
            case OUT_OF_REACH -> "cannot be decided within the cap of " + check.maxSamples() + " cold starts" + more;
            case TIME_LIMIT -> "the time limit came after " + starts(decision.n()) + more;
            case INTERRUPTED -> ended(decision.n(), starts(decision.n())) + more;
            default -> unfinished(decision.n(), starts(decision.n()));
        };
    }

    /**
     * Returns the text about a limit of the greatest value.
     *
     * @param packages the first packages that the greatest value counts, if it counts packages
     */
    static String ofMax(BudgetCheck check, VerdictReason why, SeriesFigures figures, List<String> packages) {
        int n = figures.n();
        return switch (why) {
            case SAMPLE_OVER ->
                figures.exceed() + " of " + starts(n) + " over " + check.limitText() + ", the greatest "
                        + amount(check, figures.estimate()) + named(packages, figures.estimate());
            case HOST_BUSY -> busy(n, figures.exceed(), figures.exceedUndisturbed(), check.limitText());
            case NO_SAMPLE_OVER -> "none of " + starts(n) + " over " + check.limitText();
            case TIME_LIMIT -> "the time limit came after " + starts(n);
            case INTERRUPTED -> ended(n, starts(n));
            default -> unfinished(n, starts(n));
        };
    }

    private static String unfinished(int n, String counted) {
        return n == 0 ? "nothing was measured" : "measuring did not finish: " + counted;
    }

    /** Returns the first packages and how many more there are: {@code : k8s.io/api/core/v1 and 11 more}. */
    private static String named(List<String> packages, double count) {
        if (packages.isEmpty()) {
            return "";
        }
        long more = (long) count - packages.size();
        return ": " + String.join(", ", packages) + (more > 0 ? " and " + more + " more" : "");
    }

    static String ofRegression(RegressionCheck check, VerdictReason why, RelativeDecision decision, boolean ofNothing) {
        String more = ofNothing
                ? nothing(check)
                : more(decision.rounds(), MoreSamples.estimate(decision, check.test()), " rounds");
        String proven = ofNothing && decision.outcome() == Outcome.FAIL ? nothing(check) : "";
        String beyond = check.metric().moreIsBetter() ? " below " : " over ";
        String limit = check.rule() + (decision.outcome() == Outcome.PASS ? " within " : beyond) + check.limitText();
        String rounds = Counted.of(decision.rounds(), "round");
        return switch (why) {
            case EVIDENCE -> limit + " proven" + proven;
            case LAST_LOOK -> limit + " at the last look, after " + rounds + proven;
            case MAX_SAMPLES -> "undecided after the cap of " + rounds + more;
            case TIME_LIMIT -> "the time limit came after " + rounds + more;
            case INTERRUPTED -> ended(decision.rounds(), rounds) + more;
            default -> unfinished(decision.rounds(), rounds);
        };
    }

    /** Returns the text about a baseline that is the candidate itself. */
    static String ofIdentical(String codeSha256) {
        return "identical package: candidate and baseline have the same bytes (SHA-256 "
                + Printable.escape(codeSha256, LONGEST_HASH) + ") and settings; nothing was measured for it";
    }

    /** Returns the text about a percentage of 0, and what to write instead. */
    private static String nothing(RegressionCheck check) {
        return "; the baseline is 0 in half of its starts or more, and so is every percentage of it: "
                + (check.metric().dimension() == Dimension.COUNT
                        ? "write a number, such as +0 or +1"
                        : "limit it under budgets");
    }

    /**
     * Returns a difference of counts, formatted for people: {@code +2}; halves occur if the median is between two
     * counts.
     */
    static String difference(double amount) {
        if (!Double.isFinite(amount)) {
            return "failed starts";
        }
        return String.format(Locale.ROOT, amount == Math.rint(amount) ? "%+,.0f" : "%+,.1f", amount + 0.0);
    }

    /** Returns a ratio, formatted for people: {@code +10 %}. */
    static String change(double ratio) {
        if (Double.isNaN(ratio) || Double.isInfinite(ratio)) {
            return "failed starts";
        }
        String change =
                String.format(Locale.ROOT, "%+.1f %%", (ratio - 1) * 100).replace(".0 %", " %");
        return change.equals("-0 %") ? "+0 %" : change;
    }

    private static String busy(int n, int exceed, int undisturbed, String limit) {
        return "the host was busy: " + exceed + " of " + starts(n) + " over " + limit + ", but only " + undisturbed
                + " without the time that they waited for a core";
    }

    /** Returns the effect of the dependence guard on the samples; empty if it sees no dependence. */
    private static String resemblance(AbsoluteDecision decision) {
        if (decision.tau() == 1) {
            return "";
        }
        return "; " + starts(decision.n()) + " count as " + Math.max(1, (int) (decision.n() / decision.tau()))
                + ", because successive ones resemble each other";
    }

    private static String side(BudgetCheck check, boolean kept) {
        boolean more = check.metric().moreIsBetter();
        return more ? kept ? "≥" : "<" : kept ? "≤" : ">";
    }

    private static boolean isPass(AbsoluteDecision decision) {
        return decision.outcome() == Outcome.PASS;
    }

    private static String starts(int n) {
        return Counted.of(n, "cold start");
    }

    private static String ended(int n, String measured) {
        return n == 0 ? "nothing was measured" : "no verdict yet when the run ended, after " + measured;
    }

    /**
     * Returns a forecast of the samples needed for a decision, from the evidence per sample so far; empty before the
     * minimum number of samples.
     */
    private static String more(int n, OptionalInt more, String unit) {
        if (n < Defaults.MIN_SAMPLES) {
            return "";
        }
        return more.isPresent()
                ? String.format(Locale.ROOT, "; at this rate it needs about %,d more%s", more.getAsInt(), unit)
                : "; how many more it needs cannot be told yet: it is near the limit, or needs far more than these";
    }
}
