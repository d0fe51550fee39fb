package io.coldgate.gate;

import io.coldgate.thresholds.OnInconclusive;
import io.coldgate.thresholds.diagnostic.Location;

/** One budget of one function. */
public sealed interface Check permits MetricCheck, RecordedCheck, PackageCheck {
    /** The function's name in the thresholds file. */
    String function();

    /** Returns what is limited: a metric's name, or {@code artifact}. */
    String subject();

    /** Returns which property of it: {@code p95}, {@code max}, {@code zip}. */
    String rule();

    /** Returns how people name it among those of all functions: {@code checkout init_duration p95}. */
    default String fullName() {
        return function() + " " + subject() + " " + rule();
    }

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
}
