package io.coldgate.thresholds;

/** The property of a series that is limited. */
public sealed interface BudgetRule {
    /** The key in files: {@code p95} or {@code max}. */
    String key();

    /**
     * A quantile, decided with evidence.
     *
     * @param key {@code p50}, {@code p75}, {@code p90}, {@code p95}, {@code p99} or {@code p99.9}
     * @param p the probability, in (0, 1)
     */
    record Quantile(String key, double p) implements BudgetRule {}

    /** Every sample: the first one over the limit fails. */
    record Max() implements BudgetRule {
        @Override
        public String key() {
            return "max";
        }
    }

    /** The share of failed samples; only for results of other tools. */
    record Failed() implements BudgetRule {
        @Override
        public String key() {
            return "failed";
        }
    }
}
