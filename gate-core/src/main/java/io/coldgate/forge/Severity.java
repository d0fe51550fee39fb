package io.coldgate.forge;

import io.coldgate.report.document.CheckEntry;

/** The severity of a check's verdict, for display at its line. */
public enum Severity {
    /** Over its budget, or not measured. */
    ERROR,
    /** Undecided, and the thresholds file treats that as a failure. */
    UNDECIDED_ERROR,
    /** Undecided, and the thresholds file treats that as a warning. */
    WARNING,
    /** Accepted by an exception, within its budget in spite of one, or undecided if that passes. */
    NOTICE;

    /** Returns the severity of a check that is not a plain pass. */
    public static Severity of(CheckEntry check) {
        return switch (check.verdict()) {
            case FAIL, NOT_MEASURED -> ERROR;
            case PASS, ACCEPTED -> NOTICE;
            case INCONCLUSIVE ->
                switch (check.onInconclusive()) {
                    case "fail" -> UNDECIDED_ERROR;
                    case "pass" -> NOTICE;
                    default -> WARNING;
                };
        };
    }

    /** Returns the text for its line: verdict, measured value, limit, reason. */
    public static String sentence(CheckEntry check) {
        StringBuilder text = new StringBuilder(check.verdict().word());
        if (!check.shown().measured().isEmpty()) {
            text.append(": ")
                    .append(check.shown().measured())
                    .append(" measured, budget ")
                    .append(check.shown().limit());
        }
        return text.append(": ").append(check.explanation()).toString();
    }
}
