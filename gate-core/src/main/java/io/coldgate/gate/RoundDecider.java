package io.coldgate.gate;

import io.coldgate.sample.Ending;
import io.coldgate.sample.Metric;
import io.coldgate.sample.Start;
import io.coldgate.stats.Contrast;
import io.coldgate.stats.Outcome;
import io.coldgate.stats.RelativeDecider;
import io.coldgate.stats.RelativeDecision;
import io.coldgate.stats.RelativeRule;
import io.coldgate.verdict.Verdict;
import io.coldgate.verdict.VerdictReason;
import java.util.Optional;

/** Reads rounds one by one for one check against the baseline, and stops reading at the first verdict. */
final class RoundDecider {
    /**
     * The smallest difference between the estimate and the ratio of the two medians that is explained to the reader. If
     * starts have two speeds, the ratio jumps between them; the estimate, which covers all pairs of starts, does not.
     */
    private static final double AGREED = .02;

    private static final String OVER_PAIRS = " over all pairs";

    private final RegressionCheck check;
    private final RelativeRule rule;
    private final RelativeDecider test;
    private Outcome outcome = Outcome.UNDECIDED;
    private int zeroBaselines;
    private boolean failed;

    RoundDecider(RegressionCheck check) {
        this.check = check;
        this.rule = check.test();
        this.test = new RelativeDecider(rule);
    }

    RegressionCheck check() {
        return check;
    }

    void add(Start baseline, Start candidate) {
        if (!decided()) {
            double of = value(baseline);
            double more = value(candidate);
            zeroBaselines += of == 0 ? 1 : 0;
            failed = failed || Double.isInfinite(of) || Double.isInfinite(more);
            outcome = test.add(scored(of), scored(more));
        }
    }

    private double scored(double value) {
        return Double.isInfinite(value) ? value : check.metric().scored(value);
    }

    private double value(Start start) {
        return start.value(check.metric())
                .orElseThrow(() -> new IllegalArgumentException(check.function() + ": "
                        + start.arm().key() + " start " + start.number() + " has no " + check.subject()));
    }

    boolean decided() {
        return outcome != Outcome.UNDECIDED;
    }

    /** Returns whether at least half of the baseline's starts are 0, so percentages are meaningless. */
    private boolean isShareOfNothing() {
        return rule.contrast() == Contrast.RATIO && zeroBaselines > 0 && 2 * zeroBaselines >= test.rounds();
    }

    private String measured(RelativeDecision decision) {
        if (decision.rounds() == 0) {
            return "";
        }
        Metric metric = check.metric();
        String sides =
                check.sides(metric.scored(decision.baselineQuantile()), metric.scored(decision.candidateQuantile()));
        boolean fromNothing = Double.isInfinite(decision.estimate()) && !failed;
        return fromNothing
                ? sides
                : sides + ", " + check.change(metric.scored(decision.estimate()))
                        + (isOfSides(decision) ? "" : OVER_PAIRS);
    }

    /** Returns whether dividing the two sides gives approximately the estimate. */
    private boolean isOfSides(RelativeDecision decision) {
        double divided = decision.candidateQuantile() / decision.baselineQuantile();
        return rule.contrast() != Contrast.RATIO || !(Math.abs(divided / decision.estimate() - 1) > AGREED);
    }

    CheckResult result(Ending end) {
        RelativeDecision decision = test.decision();
        VerdictReason why = VerdictReason.of(decision.reason(), end);
        Metric metric = check.metric();
        boolean turned = metric.moreIsBetter();
        RatioFigures figures = new RatioFigures(
                rule.contrast(),
                decision.rounds(),
                metric.scored(decision.estimate()),
                metric.scored(decision.baselineQuantile()),
                metric.scored(decision.candidateQuantile()),
                metric.scored(turned ? decision.intervalHigh() : decision.intervalLow()),
                metric.scored(turned ? decision.intervalLow() : decision.intervalHigh()),
                decision.logEvidenceFail(),
                decision.logEvidencePass(),
                decision.lastLookRisk(),
                Optional.empty());
        return new CheckResult(
                check,
                Verdict.of(decision.outcome(), why, decision.rounds()),
                why,
                VerdictText.ofRegression(check, why, decision, isShareOfNothing()),
                measured(decision),
                Optional.empty(),
                decision.rounds() == 0 ? Optional.empty() : Optional.of(figures),
                Optional.empty());
    }
}
