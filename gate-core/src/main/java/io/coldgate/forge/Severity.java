package io.coldgate.forge;

import io.coldgate.report.document.CheckEntry;

/** The severity of a check's verdict, for those who are to look at its line. */
public enum Severity {
    /** Over its budget, or not measured. */
    ERROR,
    /** Undecided, and the thresholds file fails that. */
    UNDECIDED_ERROR,
    /** Undecided, and the thresholds file warns of that. */
    WARNING,
    /** Accepted by an exception, within its budget in spite of one, or undecided where that passes. */
    NOTICE;

    /** Returns that of a check which is no plain pass. */
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

    /** Returns what there is to say at its line: verdict, measured value, limit, reason. */
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
