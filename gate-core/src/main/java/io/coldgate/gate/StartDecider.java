package io.coldgate.gate;

import io.coldgate.sample.Ending;
import io.coldgate.sample.Metric;
import io.coldgate.sample.Start;
import io.coldgate.stats.AbsoluteDecider;
import io.coldgate.stats.AbsoluteDecision;
import io.coldgate.stats.AbsoluteRule;
import io.coldgate.stats.Outcome;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.verdict.Verdict;
import io.coldgate.verdict.VerdictReason;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads a function's samples one by one for one check. Its first verdict is final. */
sealed interface StartDecider {
    /** Returns the check. */
    BudgetCheck check();

    /** Reads the next sample. A decided quantile does not change any more; a maximum continues counting. */
    void add(Start start);

    /** Returns whether more samples cannot change the verdict. */
    boolean decided();

    /** Returns the result when the series has ended in this way. */
    CheckResult result(Ending end);

    /** Creates a decider for the check. */
    static StartDecider of(BudgetCheck check) {
        return check.budgetRule() instanceof BudgetRule.Quantile quantile
                ? new OfQuantile(check, quantile)
                : new OfMax(check);
    }

    /** Returns the sample's value; the caller has made sure that it exists. */
    private static double value(BudgetCheck check, Start start) {
        return start.value(check.metric())
                .orElseThrow(() -> new IllegalArgumentException(
                        check.function() + ": start " + start.number() + " has no " + check.subject()));
    }

    /** Returns the number for the decision; a failed sample is the worst in any direction. */
    private static double scored(BudgetCheck check, double value) {
        return Double.isInfinite(value) ? value : check.metric().scored(value);
    }

    /** Returns the lower bound of the value on a host without neighbours. */
    private static double undisturbed(BudgetCheck check, Start start) {
        return start.undisturbed(check.metric()).orElseThrow();
    }

    /** Decides a quantile by evidence. */
    final class OfQuantile implements StartDecider {
        private final BudgetCheck check;
        private final AbsoluteRule rule;
        private final AbsoluteDecider test;
        private Outcome outcome = Outcome.UNDECIDED;

        OfQuantile(BudgetCheck check, BudgetRule.Quantile quantile) {
            this.check = check;
            this.rule = new AbsoluteRule(
                    quantile.p(),
                    check.metric().scored(check.limit().value()),
                    0,
                    check.falseAlarm(),
                    check.missed(),
                    check.maxSamples(),
                    true);
            this.test = new AbsoluteDecider(rule);
        }

        @Override
        public BudgetCheck check() {
            return check;
        }

        @Override
        public void add(Start start) {
            if (!decided()) {
                double score = scored(check, value(check, start));
                outcome = test.add(score, Math.min(score, scored(check, undisturbed(check, start))));
            }
        }

        @Override
        public boolean decided() {
            return outcome != Outcome.UNDECIDED;
        }

        @Override
        public CheckResult result(Ending end) {
            AbsoluteDecision decision = test.decision();
            Metric metric = check.metric();
            boolean turned = metric.moreIsBetter();
            double estimate = metric.scored(decision.estimate());
            SeriesFigures figures = new SeriesFigures(
                    decision.n(),
                    decision.exceed(),
                    decision.exceedUndisturbed(),
                    estimate,
                    metric.scored(turned ? decision.intervalHigh() : decision.intervalLow()),
                    metric.scored(turned ? decision.intervalLow() : decision.intervalHigh()),
                    decision.logEvidenceFail(),
                    decision.logEvidencePass(),
                    decision.tau(),
                    decision.lastLookP());
            VerdictReason open = VerdictReason.of(decision.reason(), end);
            VerdictReason why = decision.disturbed() ? open.onBusyHost() : open;
            return new CheckResult(
                    check,
                    Verdict.of(decision.outcome(), why, decision.n()),
                    why,
                    VerdictText.ofQuantile(check, why, decision, rule),
                    decision.n() == 0 ? "" : VerdictText.amount(check, estimate),
                    decision.n() == 0 ? Optional.empty() : Optional.of(figures));
        }
    }

    /** Compares every sample with the limit. */
    final class OfMax implements StartDecider {
        private final BudgetCheck check;
        private int n;
        private int exceed;
        private int exceedUndisturbed;
        private double greatest;
        private List<String> packages = List.of();

        OfMax(BudgetCheck check) {
            this.check = check;
        }

        @Override
        public BudgetCheck check() {
            return check;
        }

        @Override
        public void add(Start start) {
            double value = value(check, start);
            n++;
            if (value > greatest) {
                packages = start.initialised().getOrDefault(check.metric().ofAny(), List.of());
            }
            greatest = Math.max(greatest, value);
            exceed += value > check.limit().value() ? 1 : 0;
            exceedUndisturbed += undisturbed(check, start) > check.limit().value() ? 1 : 0;
        }

        @Override
        public boolean decided() {
            return exceedUndisturbed > 0;
        }

        @Override
        public CheckResult result(Ending end) {
            VerdictReason why = why(end);
            Verdict verdict = switch (why) {
                case SAMPLE_OVER -> Verdict.FAIL;
                case NO_SAMPLE_OVER -> Verdict.PASS;
                default -> Verdict.undecided(why, n);
            };
            SeriesFigures figures = new SeriesFigures(
                    n,
                    exceed,
                    exceedUndisturbed,
                    greatest,
                    greatest,
                    Double.POSITIVE_INFINITY,
                    0,
                    0,
                    1,
                    OptionalDouble.empty());
            return new CheckResult(
                    check,
                    verdict,
                    why,
                    VerdictText.ofMax(check, why, figures, packages),
                    n == 0 ? "" : VerdictText.amount(check, greatest),
                    n == 0 ? Optional.empty() : Optional.of(figures));
        }

        /** Returns the reason. A sample over the limit fails the check only if waiting for a core cannot explain it. */
        private VerdictReason why(Ending end) {
            if (exceedUndisturbed > 0) {
                return VerdictReason.SAMPLE_OVER;
            }
            boolean within = exceed == 0 && n > 0 && end == Ending.COMPLETE;
            return within
                    ? VerdictReason.NO_SAMPLE_OVER
                    : exceed > 0 ? VerdictReason.ofOpen(end).onBusyHost() : VerdictReason.ofOpen(end);
        }
    }
}
