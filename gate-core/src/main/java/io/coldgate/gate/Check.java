package io.coldgate.gate;

import io.coldgate.thresholds.OnInconclusive;
import io.coldgate.thresholds.diagnostic.Location;

/** One budget of one function. */
public sealed interface Check permits MetricCheck, RecordedCheck, PackageCheck {
    /** Returns the function's name in the thresholds file. */
    String function();

    /** Returns what is limited: a metric's name, or {@code artifact}. */
    String subject();

    /** Returns the limited property of the subject: {@code p95}, {@code max}, {@code zip}. */
    String rule();

    /** Returns its name among the checks of all functions: {@code checkout init_duration p95}. */
    default String fullName() {
        return function() + " " + subject() + " " + rule();
    }

    /** Returns its name in an exception of the thresholds file: {@code init_duration p95}. */
    default String nameInFile() {
        return subject() + " " + rule();
    }

    /** Returns the limit formatted for people. */
    String limitText();

    /** Returns the location of the budget. */
    Location location();

    /** Returns the effect of a check that stays inconclusive. */
    OnInconclusive onInconclusive();

    /** Returns whether a quantile is decided, and so has an interval and evidence. */
    default boolean isQuantile() {
        return false;
    }

    /**
     * Returns a value of the limited subject, formatted for people.
     *
     * @param value in the base unit
     * @param like a value beside it, whose unit and decimals it takes
     */
    default String amount(double value, double like) {
        throw new IllegalStateException("a check without a value: " + subject() + " " + rule());
    }

    /** Returns the limit with its direction: {@code ≤ 20 ms}, {@code ≥ 500 ops/ms}, {@code stripped}. */
    default String demand() {
        return "≤ " + limitText();
    }
}
