package io.coldgate.ratchet;

import io.coldgate.gate.BudgetCheck;
import io.coldgate.gate.CheckResult;
import io.coldgate.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several runs of one file as one: of each check the result that leaves the least room. Hosts differ between days by
 * more than a run of one day can show.
 */
final class SlowestRuns {
    private SlowestRuns() {}

    /**
     * A result, and the number of runs that have one.
     *
     * @param result one that is no PASS if there is such a one, else that whose interval ends highest
     * @param runs runs that the check was in
     */
    record Slowest(CheckResult result, int runs) {
        private Slowest with(CheckResult other) {
            boolean keep = result.verdict() != Verdict.PASS
                    || (other.verdict() == Verdict.PASS && upperEnd(result) >= upperEnd(other));
            return new Slowest(keep ? result : other, runs + 1);
        }

        private static double upperEnd(CheckResult result) {
            return result.figures().map(figures -> figures.intervalHigh()).orElse(Double.POSITIVE_INFINITY);
        }
    }

    /** A check whatever the run's share of the risks: runs of some functions only share them out otherwise. */
    private record Key(String function, String subject, String rule, String location) {
        static Key of(BudgetCheck check) {
            return new Key(
                    check.function(),
                    check.subject(),
                    check.rule(),
                    check.location().toString());
        }
    }

    /** Returns the slowest result of each check of starts, in the order in which checks come first. */
    static List<Slowest> of(List<List<CheckResult>> runs) {
        Map<Key, Slowest> slowest = new LinkedHashMap<>();
        for (List<CheckResult> run : runs) {
            for (CheckResult result : run) {
                if (result.check() instanceof BudgetCheck check) {
                    slowest.merge(Key.of(check), new Slowest(result, 1), (old, one) -> old.with(one.result()));
                }
            }
        }
        return new ArrayList<>(slowest.values());
    }
}
