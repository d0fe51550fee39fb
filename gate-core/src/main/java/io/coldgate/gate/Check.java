package io.coldgate.gate;

import io.coldgate.sample.Metric;
import io.coldgate.sample.SeriesId;
import io.coldgate.sample.ToolResults;
import io.coldgate.stats.Contrast;
import io.coldgate.stats.RelativeRule;
import io.coldgate.thresholds.ArtifactBudget;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.CheckName;
import io.coldgate.thresholds.OnInconclusive;
import io.coldgate.thresholds.ResultBaseline;
import io.coldgate.thresholds.ResultLimit;
import io.coldgate.thresholds.Tolerance;
import io.coldgate.thresholds.diagnostic.Location;
import io.coldgate.unit.Percentage;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Quantity;

/** One budget of one function. */
public sealed interface Check {
    /** Names come from files: more of one says nothing more. */
    int LONGEST_NAME = 120;

    /** The function's name in the thresholds file. */
    String function();

    /** Returns what is limited: a metric's name, or {@code artifact}. */
    String subject();

    /** Returns which property of it: {@code p95}, {@code max}, {@code zip}. */
    String rule();

    /** Returns how an exception of the thresholds file names it: {@code init_duration p95}. */
    default String nameInFile() {
        return subject() + " " + rule();
    }

    /** The limit as people write it. */
    String limitText();

    /** Returns where the budget stands. */
    Location location();

    /** Returns what happens when the check stays inconclusive. */
    OnInconclusive onInconclusive();

    /** Returns whether a quantile is decided, so that there is an interval and evidence. */
    default boolean isQuantile() {
        return false;
    }

    /**
     * A value of what is limited, as people read it.
     *
     * @param value in the base unit
     * @param like the value whose unit and decimals it takes, to stand beside it
     */
    default String amount(double value, double like) {
        throw new IllegalStateException("a check without a value: " + subject() + " " + rule());
    }

    /** The limit with its direction: {@code ≤ 20 ms}, {@code ≥ 500 ops/ms}, {@code stripped}. */
    default String demand() {
        return "≤ " + limitText();
    }

    /** A limit on one metric of a function's starts. */
    sealed interface OfMetric extends Check permits OfStarts, OfRegression {
        /** Returns what is measured. */
        Metric metric();

        @Override
        default String subject() {
            return metric().key();
        }
    }

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
            implements OfMetric {
        @Override
        public String rule() {
            return budgetRule.key();
        }

        @Override
        public String nameInFile() {
            return CheckName.ofBudget(metric, budgetRule);
        }

        @Override
        public String limitText() {
            return limit.format();
        }

        @Override
        public String demand() {
            return (metric.moreIsBetter() ? "≥ " : "≤ ") + limitText();
        }

        @Override
        public boolean isQuantile() {
            return budgetRule instanceof BudgetRule.Quantile;
        }

        @Override
        public String amount(double value, double like) {
            return new Quantity(value, metric.dimension()).formatLike(new Quantity(like, metric.dimension()));
        }
    }

    /** A limit on a series that another tool has recorded. */
    sealed interface OfRecorded extends Check permits OfResult, OfResultRegression {
        /** Returns whose results. */
        ToolResults.Source source();

        /** Returns which series; while the results cannot be read, the pattern of the file. */
        SeriesId id();

        /** The probability of a false failure that this check may spend. */
        double levelFail();

        /** The series, as the tool names it; made safe to show. */
        @Override
        default String function() {
            return shown(id().shown());
        }

        @Override
        default String subject() {
            return shown((source().tool().key() + " " + id().metric()).strip());
        }

        /** Returns the name on one line, and no command to a pipeline's runner. */
        private static String shown(String name) {
            return Printable.lines(Printable.escape(name, LONGEST_NAME), LONGEST_NAME);
        }
    }

    /**
     * A limit on a recorded series relative to one that the same tool recorded before.
     *
     * @param source whose results
     * @param id which series, of the same name on both sides
     * @param baseline the earlier results
     * @param quantile which quantile
     * @param share by how much the candidate may be worse: .05 for {@code +5%}
     * @param levelFail probability of a false failure that this check may spend
     * @param missed probability of a false pass that this check may spend
     */
    record OfResultRegression(
            ToolResults.Source source,
            SeriesId id,
            ResultBaseline baseline,
            BudgetRule.Quantile quantile,
            double share,
            double levelFail,
            double missed,
            Location location,
            OnInconclusive onInconclusive)
            implements OfRecorded {
        @Override
        public String rule() {
            return quantile.key();
        }

        @Override
        public String limitText() {
            return Explanation.change(1 + share) + " of "
                    + Printable.escape(baseline.source().path(), LONGEST_NAME);
        }
    }

    /**
     * A limit on a series that another tool has recorded.
     *
     * @param source whose results
     * @param id which series; while the results cannot be read, the pattern of the file
     * @param budgetRule which property
     * @param limit the limit
     * @param levelFail probability of a false failure that this check may spend
     * @param missed probability of a false pass that this check may spend
     */
    record OfResult(
            ToolResults.Source source,
            SeriesId id,
            BudgetRule budgetRule,
            ResultLimit limit,
            double levelFail,
            double missed,
            Location location,
            OnInconclusive onInconclusive)
            implements OfRecorded {
        @Override
        public String rule() {
            return budgetRule.key();
        }

        @Override
        public String limitText() {
            return budgetRule instanceof BudgetRule.Failed
                    ? Percentage.format(limit.value())
                    : limit.unit().format(limit.value());
        }

        @Override
        public boolean isQuantile() {
            return budgetRule instanceof BudgetRule.Quantile;
        }

        @Override
        public String amount(double value, double like) {
            return limit.unit().formatLike(value, like);
        }

        @Override
        public String demand() {
            return (limit.atLeast() ? "≥ " : "≤ ") + limitText();
        }
    }

    /**
     * A limit relative to the baseline, decided over rounds.
     *
     * @param tolerance by how much the candidate may be more
     * @param maxRounds cap on the rounds of this check
     * @param levelFail probability of a false failure that this check may spend
     * @param missed probability of a false pass that this check may spend
     */
    record OfRegression(
            String function,
            Metric metric,
            BudgetRule.Quantile quantile,
            Tolerance tolerance,
            int maxRounds,
            double levelFail,
            double missed,
            Location location,
            OnInconclusive onInconclusive)
            implements OfMetric {
        @Override
        public String rule() {
            return quantile.key();
        }

        @Override
        public String limitText() {
            return tolerance instanceof Tolerance.Amount added
                    ? "baseline + " + added.amount().format()
                    : change(limitRatio()) + " of baseline";
        }

        @Override
        public String demand() {
            return (metric.moreIsBetter() ? "≥ " : "≤ ") + limitText();
        }

        @Override
        public String nameInFile() {
            return CheckName.ofRegression(metric, quantile);
        }

        /** Returns the limit as a ratio, or a difference, of candidate to baseline. */
        public double limitRatio() {
            return metric.scored(test().limit());
        }

        /** The rule by which it is decided. */
        public RelativeRule test() {
            return tolerance instanceof Tolerance.Amount added
                    ? new RelativeRule(
                            quantile.p(),
                            Contrast.DIFFERENCE,
                            RelativeRule.between(added.amount().value()),
                            levelFail,
                            missed,
                            maxRounds)
                    : new RelativeRule(
                            quantile.p(), ((Tolerance.Share) tolerance).share(), levelFail, missed, maxRounds);
        }

        /** The quantiles of baseline and candidate as people read them: {@code 3.80 -> 5.23 ms}. */
        public String sides(double baseline, double candidate) {
            return Explanation.sides(metric, baseline, candidate);
        }

        /** A ratio, or a difference, as people read it: {@code +10 %}, {@code +2}. */
        public String change(double estimate) {
            return tolerance instanceof Tolerance.Amount
                    ? Explanation.difference(estimate)
                    : Explanation.change(estimate);
        }
    }

    /** A limit on the size, or the number, of what is in the package. */
    record OfPackageSize(String function, String rule, Quantity limit, Location location, OnInconclusive onInconclusive)
            implements Check {
        @Override
        public String subject() {
            return ArtifactBudget.KEY.name();
        }

        @Override
        public String nameInFile() {
            return CheckName.ofArtifact(rule);
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
            return ArtifactBudget.KEY.name();
        }

        @Override
        public String nameInFile() {
            return CheckName.ofArtifact(rule);
        }

        @Override
        public String limitText() {
            return String.valueOf(wanted);
        }

        @Override
        public String demand() {
            return (wanted ? "" : "not ") + rule;
        }
    }
}
