package io.coldgate.gate;

import io.coldgate.sample.Metric;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.Location;
import io.coldgate.thresholds.OnInconclusive;
import io.coldgate.unit.Quantity;

/** One budget of one function. */
public sealed interface Check {
    /** The function's name in the thresholds file. */
    String function();

    /** What is limited: a metric's name, or {@code artifact}. */
    String subject();

    /** Which property of it: {@code p95}, {@code max}, {@code zip}. */
    String rule();

    /** The limit as people write it. */
    String limitText();

    /** Where the budget stands. */
    Location location();

    /** What happens when the check stays inconclusive. */
    OnInconclusive onInconclusive();

    /**
     * A budget on a series of starts.
     *
     * @param maxSamples cap on the samples of this check
     * @param levelFail probability of a false failure that this check may spend
     * @param missed probability of a false pass that this check may spend
     */
    record OfStarts(
            String function,
            Metric metric,
            BudgetRule budgetRule,
            Quantity limit,
            int maxSamples,
            double levelFail,
            double missed,
            Location location,
            OnInconclusive onInconclusive)
            implements Check {
        @Override
        public String subject() {
            return metric.key();
        }

        @Override
        public String rule() {
            return budgetRule.key();
        }

        @Override
        public String limitText() {
            return limit.format();
        }
    }

    /**
     * A limit relative to the baseline, decided over rounds.
     *
     * @param tolerance the part by which the candidate may be slower: .1 for {@code +10%}
     * @param maxRounds cap on the rounds of this check
     * @param levelFail probability of a false failure that this check may spend
     * @param missed probability of a false pass that this check may spend
     */
    record OfRegression(
            String function,
            Metric metric,
            BudgetRule.Quantile quantile,
            double tolerance,
            int maxRounds,
            double levelFail,
            double missed,
            Location location,
            OnInconclusive onInconclusive)
            implements Check {
        @Override
        public String subject() {
            return metric.key();
        }

        @Override
        public String rule() {
            return quantile.key();
        }

        @Override
        public String limitText() {
            return Explanation.change(1 + tolerance) + " of baseline";
        }
    }

    /** A limit on the size, or the number, of what is in the package. */
    record OfPackageSize(String function, String rule, Quantity limit, Location location, OnInconclusive onInconclusive)
            implements Check {
        @Override
        public String subject() {
            return "artifact";
        }

        @Override
        public String limitText() {
            return limit.format();
        }
    }

    /** A property that the package's executables must or must not have. */
    record OfPackageProperty(
            String function, String rule, boolean wanted, Location location, OnInconclusive onInconclusive)
            implements Check {
        @Override
        public String subject() {
            return "artifact";
        }

        @Override
        public String limitText() {
            return String.valueOf(wanted);
        }
    }
}
