package io.coldgate.canary;

import io.coldgate.logs.LoggedInvocation;
import io.coldgate.stats.Outcome;
import io.coldgate.stats.RelativeDecider;
import io.coldgate.stats.RelativeRule;

/** Tests one limit at one step: reads invocations, and stops at the first verdict. */
final class LimitTest {
    private final CanaryLimit limit;
    private final Pairing pairing;
    private final RelativeDecider test;
    private Outcome outcome = Outcome.UNDECIDED;

    LimitTest(CanaryLimit limit, String stable, Risks risks) {
        this.limit = limit;
        this.pairing = new Pairing(stable);
        this.test = new RelativeDecider(new RelativeRule(
                limit.quantile().p(), limit.tolerance(), risks.falseAlarm(), risks.missed(), risks.maxPairs()));
    }

    void add(String version, LoggedInvocation invocation) {
        if (outcome == Outcome.UNDECIDED) {
            limit.value(invocation)
                    .ifPresent(value -> pairing.add(version, value)
                            .ifPresent(pair -> outcome = test.add(pair.stable(), pair.candidate())));
        }
    }

    CanaryLimit limit() {
        return limit;
    }

    Outcome outcome() {
        return outcome;
    }

    LimitFinding finding() {
        return new LimitFinding(limit, test.decision(), test.baselineInterval(), test.candidateInterval());
    }
}
