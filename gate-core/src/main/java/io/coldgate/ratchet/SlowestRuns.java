package io.coldgate.ratchet;

import io.coldgate.gate.BudgetCheck;
import io.coldgate.gate.CheckResult;
import io.coldgate.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Combines several runs of one file: for each check, the result that leaves the least room. Hosts vary between days by
 * more than a run on a single day can show.
 */
final class SlowestRuns {
    private SlowestRuns() {}

    /**
     * The decisive result of a check, and its number of runs.
     *
     * @param result one that is not a PASS if there is any, otherwise the one with the highest end of the interval
     * @param runs number of runs with the check
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

    /** Identifies a check regardless of its share of the error rates, which differs in runs of some functions only. */
    private record Key(String function, String subject, String rule, String location) {
        static Key of(BudgetCheck check) {
            return new Key(
                    check.function(),
                    check.subject(),
                    check.rule(),
                    check.location().toString());
        }
    }

    /** Returns the slowest result of each check of starts, in the order of first occurrence. */
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
