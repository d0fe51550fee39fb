package io.coldgate.gate;

import io.coldgate.sample.Ending;
import io.coldgate.sample.ToolSeries;
import io.coldgate.stats.AbsoluteDecision;
import io.coldgate.stats.Defaults;
import io.coldgate.stats.MoreSamples;
import io.coldgate.stats.Outcome;
import io.coldgate.stats.Reason;
import io.coldgate.stats.RecordedDecider;
import io.coldgate.stats.RecordedRule;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.unit.Counted;
import io.coldgate.unit.Percentage;
import io.coldgate.verdict.Verdict;
import io.coldgate.verdict.VerdictReason;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Decides one check of a recorded series. Missing data never passes. */
final class ResultDecider {
    private ResultDecider() {}

    static CheckResult decide(ResultCheck check, ToolSeries series) {
        if (series.problem().isPresent()) {
            return notMeasured(check, series.problem().get());
        }
        double[] values = series.values().toArray();
        if (check.budgetRule() instanceof BudgetRule.Failed) {
            return failures(check, series, values);
        }
        if (series.summary().isPresent()) {
            return ofSummary(check, series.summary().get());
        }
        if (values.length == 0) {
            return notMeasured(check, "no samples of it");
        }
        int failed = series.values().failed();
        if (failed == values.length && failed < Defaults.MIN_SAMPLES) {
            return notMeasured(check, "all " + Counted.of(failed, "sample") + " failed: nothing was measured");
        }
        return check.budgetRule() instanceof BudgetRule.Quantile quantile
                ? quantile(check, quantile, series, values)
                : every(check, values);
    }

    /** Returns the result if there is no data for a decision. */
    static CheckResult notMeasured(ResultCheck check, String problem) {
        return new CheckResult(
                check, Verdict.NOT_MEASURED, VerdictReason.COULD_NOT_MEASURE, problem, "", Optional.empty());
    }

    /** Returns the result if there is a number but no evidence. */
    private static CheckResult undecidable(ResultCheck check, String reason) {
        return new CheckResult(
                check, Verdict.INCONCLUSIVE, VerdictReason.TOO_FEW_SAMPLES, reason, "", Optional.empty());
    }

    private static CheckResult quantile(
            ResultCheck check, BudgetRule.Quantile quantile, ToolSeries series, double[] values) {
        RecordedRule rule =
                rule(check, quantile.p(), check.limit().value(), check.limit().atLeast());
        int[] clusters = series.clusters().stream().mapToInt(Integer::intValue).toArray();
        AbsoluteDecision decision = RecordedDecider.decide(rule, values, clusters);
        VerdictReason why = why(decision, rule);
        String measured = Double.isInfinite(decision.estimate())
                ? "failed"
                : check.amount(decision.estimate(), decision.estimate());
        String claim = check.rule() + " " + (decision.outcome() == Outcome.PASS ? check.demand() : broken(check));
        return new CheckResult(
                check,
                Verdict.of(decision.outcome(), why, decision.n()),
                why,
                explanation(check.rule(), claim, why, decision, rule),
                measured,
                Optional.of(figures(decision)));
    }

    /** Returns the text for a broken limit: {@code > 2 us}. */
    private static String broken(ResultCheck check) {
        return (check.limit().atLeast() ? "< " : "> ") + check.limitText();
    }

    private static RecordedRule rule(ResultCheck check, double p, double limit, boolean atLeast) {
        return new RecordedRule(
                p,
                limit,
                atLeast,
                check.falseAlarm(),
                check.missed(),
                check.source().tool().fixedLength());
    }

    private static VerdictReason why(AbsoluteDecision decision, RecordedRule rule) {
        return decision.outcome() == Outcome.INCONCLUSIVE && decision.n() < rule.firstPossiblePass()
                ? VerdictReason.TOO_FEW_SAMPLES
                : VerdictReason.of(decision.reason(), Ending.COMPLETE);
    }

    private static SeriesFigures figures(AbsoluteDecision decision) {
        return new SeriesFigures(
                decision.n(),
                decision.exceed(),
                decision.exceed(),
                decision.estimate(),
                decision.intervalLow(),
                decision.intervalHigh(),
                decision.logEvidenceFail(),
                decision.logEvidencePass(),
                decision.tau(),
                decision.lastLookP());
    }

    private static String explanation(
            String what, String claim, VerdictReason why, AbsoluteDecision decision, RecordedRule rule) {
        if (why == VerdictReason.TOO_FEW_SAMPLES) {
            return what + " needs at least " + rule.firstPossiblePass() + " samples to pass; there "
                    + (decision.n() == 1 ? "is 1" : "are " + decision.n()) + ": record more";
        }
        String dependent = decision.tau() > 1
                ? String.format(
                        Locale.ROOT,
                        "; the samples depend on each other, so that %.1f of them count as one",
                        decision.tau())
                : "";
        if (decision.outcome() != Outcome.INCONCLUSIVE) {
            return claim
                    + (decision.reason() == Reason.LAST_LOOK ? " at the last look, after " : " proven by ")
                    + Counted.of(decision.n(), "sample")
                    + dependent;
        }
        OptionalInt more = MoreSamples.estimate(
                decision.n(), decision.logEvidenceFail(), rule.falseAlarm(), decision.logEvidencePass(), rule.missed());
        return "undecided by " + Counted.of(decision.n(), "sample")
                + (more.isPresent() && more.getAsInt() > 0
                        ? "; at this rate it needs about " + more.getAsInt() + " more"
                        : "; it is too near the limit to tell how many it needs")
                + dependent;
    }

    /** Compares every sample with the limit. */
    private static CheckResult every(ResultCheck check, double[] values) {
        boolean atLeast = check.limit().atLeast();
        int beyond = 0;
        double worst = atLeast ? Double.MAX_VALUE : 0;
        for (double value : values) {
            boolean failed = Double.isInfinite(value);
            boolean over = failed
                    || (atLeast
                            ? value < check.limit().value()
                            : value > check.limit().value());
            beyond += over ? 1 : 0;
            if (failed || Double.isInfinite(worst)) {
                worst = Double.POSITIVE_INFINITY;
            } else {
                worst = atLeast ? Math.min(worst, value) : Math.max(worst, value);
            }
        }
        return every(check, values.length, beyond, worst);
    }

    private static CheckResult every(ResultCheck check, int n, int beyond, double worst) {
        String shown = Double.isInfinite(worst) ? "failed" : check.amount(worst, worst);
        String text = beyond == 0
                ? "all " + Counted.of(n, "sample") + " " + check.demand()
                : beyond + " of " + Counted.of(n, "sample") + " " + broken(check) + ", the worst: " + shown;
        return plain(check, beyond == 0, text, shown, n, beyond, worst);
    }

    private static CheckResult plain(
            ResultCheck check, boolean within, String text, String measured, int n, int beyond, double worst) {
        return new CheckResult(
                check,
                within ? Verdict.PASS : Verdict.FAIL,
                within ? VerdictReason.NO_SAMPLE_OVER : VerdictReason.SAMPLE_OVER,
                text,
                measured,
                Optional.of(new SeriesFigures(
                        n, beyond, beyond, worst, worst, Double.POSITIVE_INFINITY, 0, 0, 1, OptionalDouble.empty())));
    }

    /** Decides by a summary, which has the greatest sample but no information about the variation. */
    private static CheckResult ofSummary(ResultCheck check, ToolSeries.Summary summary) {
        if (check.budgetRule() instanceof BudgetRule.Quantile) {
            return undecidable(
                    check,
                    "a summary has no samples, and its " + check.rule()
                            + " is one number without evidence: record the samples, see docs/results.md");
        }
        if (Double.isNaN(summary.greatest()) || check.limit().atLeast()) {
            return notMeasured(check, "the summary does not say: record the samples, see docs/results.md");
        }
        if (summary.total() == 0) {
            return notMeasured(check, "no samples of it");
        }
        if (summary.failed() == summary.total() && summary.total() > 0) {
            return notMeasured(check, "all samples failed: nothing was measured");
        }
        boolean within = summary.greatest() <= check.limit().value();
        String shown = check.amount(summary.greatest(), summary.greatest());
        return new CheckResult(
                check,
                within ? Verdict.PASS : Verdict.FAIL,
                within ? VerdictReason.NO_SAMPLE_OVER : VerdictReason.SAMPLE_OVER,
                "the greatest sample is " + shown + ", " + (within ? check.demand() : broken(check)),
                shown,
                Optional.empty());
    }

    private static CheckResult failures(ResultCheck check, ToolSeries series, double[] values) {
        Optional<ToolSeries.Summary> summary = series.summary();
        long total = summary.map(ToolSeries.Summary::total).orElse((long) values.length);
        long failed = summary.map(ToolSeries.Summary::failed)
                .orElse((long) series.values().failed());
        if (total < 0 || failed < 0 || total > Integer.MAX_VALUE || failed > total) {
            return notMeasured(check, "it does not say how many of how many samples failed");
        }
        if (total == 0) {
            return notMeasured(check, "no samples of it");
        }
        int n = (int) total;
        int bad = (int) failed;
        String measured = Percentage.format((double) bad / n);
        String text = bad + " of " + Counted.of(n, "sample") + " failed";
        double allowed = check.limit().value();
        if (allowed == 0) {
            return plain(
                    check,
                    bad == 0,
                    bad == 0 ? "none of " + Counted.of(n, "sample") + " failed" : text,
                    measured,
                    n,
                    bad,
                    0);
        }
        RecordedRule rule = rule(check, 1 - allowed, 0, false);
        AbsoluteDecision decision = summary.isPresent()
                ? RecordedDecider.decide(rule, n, bad)
                : RecordedDecider.decide(
                        rule,
                        Arrays.stream(values)
                                .map(value -> Double.isInfinite(value) ? 1 : 0)
                                .toArray());
        VerdictReason why = why(decision, rule);
        String claim = decision.outcome() == Outcome.PASS ? check.demand() : broken(check);
        return new CheckResult(
                check,
                Verdict.of(decision.outcome(), why, decision.n()),
                why,
                text + ": " + explanation("failed", claim, why, decision, rule),
                measured,
                Optional.of(figures(decision)));
    }
}
