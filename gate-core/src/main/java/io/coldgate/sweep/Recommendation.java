package io.coldgate.sweep;

import io.coldgate.stats.Outcome;
import io.coldgate.stats.Quantiles;
import io.coldgate.stats.RelativeDecider;
import io.coldgate.stats.RelativeRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The best combination by a metric for which less is better. Only proven differences count: the combination with the
 * lowest median is compared, start by start, with every other one, by the rule that decides budgets against a baseline.
 * All comparisons together are wrong with probability at most 5 %, whichever combination leads.
 *
 * @param best the leader and those that are not proven worse; a single one is recommended
 * @param worse those that are proven worse than the leader
 */
public record Recommendation(List<Variant> best, List<Variant> worse) {
    private static final double MEDIAN = .5;
    private static final double RISK = .05;

    /**
     * The error rate for the verdict that two are equal, which is never reported: that side of the rule must not stop
     * the test.
     */
    private static final double NEVER = 1e-12;

    /** Copies the lists. */
    public Recommendation {
        best = List.copyOf(best);
        worse = List.copyOf(worse);
    }

    /**
     * The values of one combination.
     *
     * @param values in the order of the starts
     */
    record Series(Variant variant, double[] values) {
        private double median() {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            return Quantiles.nearestRank(sorted, MEDIAN);
        }
    }

    /** Returns the recommendation among series, at least one, each with values. */
    static Recommendation of(List<Series> all) {
        Series leader = all.get(0);
        for (Series series : all) {
            leader = series.median() < leader.median() ? series : leader;
        }
        List<Variant> best = new ArrayList<>(List.of(leader.variant()));
        List<Variant> worse = new ArrayList<>();
        // The leader is chosen with the same data, so any ordered pair might have been compared.
        double level = RISK / Math.max(1, all.size() * (all.size() - 1));
        for (Series other : all) {
            if (!other.equals(leader)) {
                (isWorse(other.values(), leader.values(), level) ? worse : best).add(other.variant());
            }
        }
        return new Recommendation(best, worse);
    }

    private static boolean isWorse(double[] values, double[] leader, double level) {
        int rounds = Math.min(values.length, leader.length);
        if (rounds == 0) {
            return false;
        }
        RelativeDecider test = new RelativeDecider(new RelativeRule(MEDIAN, 0, level, NEVER, rounds));
        Outcome outcome = Outcome.UNDECIDED;
        for (int i = 0; i < rounds && outcome == Outcome.UNDECIDED; i++) {
            outcome = test.add(leader[i], values[i]);
        }
        return outcome == Outcome.FAIL;
    }

    /** Returns whether one combination is proven better than every other. */
    public boolean isClear() {
        return best.size() == 1 && !worse.isEmpty();
    }
}
