package io.coldgate.gate;

import io.coldgate.sample.Ending;
import io.coldgate.sample.Start;
import io.coldgate.stats.Outcome;
import io.coldgate.stats.RelativeDecider;
import io.coldgate.stats.RelativeDecision;
import io.coldgate.stats.RelativeRule;
import io.coldgate.verdict.Verdict;
import io.coldgate.verdict.VerdictReason;
import java.util.Optional;

/** Reads rounds one by one for one check against the baseline, and stops reading at the first verdict. */
final class RoundDecider {
    private final Check.OfRegression check;
    private final RelativeRule rule;
    private final RelativeDecider test;
    private Outcome outcome = Outcome.UNDECIDED;

    RoundDecider(Check.OfRegression check) {
        this.check = check;
        this.rule = new RelativeRule(
                check.quantile().p(), check.tolerance(), check.levelFail(), check.missed(), check.maxRounds());
        this.test = new RelativeDecider(rule);
    }

    Check.OfRegression check() {
        return check;
    }

    void add(Start baseline, Start candidate) {
        if (!decided()) {
            outcome = test.add(value(baseline), value(candidate));
        }
    }

    private double value(Start start) {
        return start.value(check.metric())
                .orElseThrow(() -> new IllegalArgumentException(check.function() + ": "
                        + start.arm().key() + " start " + start.number() + " has no " + check.subject()));
    }

    boolean decided() {
        return outcome != Outcome.UNDECIDED;
    }

    CheckResult result(Ending end) {
        RelativeDecision decision = test.decision();
        VerdictReason why = VerdictReason.of(decision.reason(), end);
        RatioFigures figures = new RatioFigures(
                decision.rounds(),
                decision.estimate(),
                decision.intervalLow(),
                decision.intervalHigh(),
                decision.logEvidenceFail(),
                decision.logEvidencePass(),
                decision.lastLookP());
        return new CheckResult(
                check,
                Verdict.of(decision.outcome(), why, decision.rounds()),
                why,
                Explanation.ofRegression(check, why, decision, rule),
                decision.rounds() == 0 ? "" : Explanation.change(decision.estimate()),
                Optional.empty(),
                decision.rounds() == 0 ? Optional.empty() : Optional.of(figures));
    }
}
