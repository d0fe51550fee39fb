package io.coldgate.gate;

import java.util.Locale;

/** What a verdict rests on. */
public enum VerdictReason {
    /** The evidence reached its threshold. */
    EVIDENCE,
    /** The last look at the cap. */
    LAST_LOOK,
    /** The cap was reached without a verdict. */
    MAX_SAMPLES,
    /** No verdict could be reached any more before the cap. */
    OUT_OF_REACH,
    /** Over the limit by the samples as they are, not by what they would have been on a host without neighbours. */
    HOST_BUSY,
    /** A single sample is over a {@code max} budget, or failed where none may. */
    SAMPLE_OVER,
    /** The series ended without a sample over a {@code max} budget. */
    NO_SAMPLE_OVER,
    /** Fewer samples than any verdict on the quantile takes. */
    TOO_FEW_SAMPLES,
    /** A fact about the package. */
    FACT,
    /** The time limit came first. */
    TIME_LIMIT,
    /** The run was interrupted, or its results file is cut off. */
    INTERRUPTED,
    /** The run could not go on. */
    COULD_NOT_MEASURE;

    /** What a statistical verdict rests on; where there is none, the end of the series. */
    static VerdictReason of(io.coldgate.stats.Reason reason, SeriesEnd end) {
        return switch (reason) {
            case EVIDENCE -> EVIDENCE;
            case LAST_LOOK -> LAST_LOOK;
            case MAX_SAMPLES -> MAX_SAMPLES;
            case OUT_OF_REACH -> OUT_OF_REACH;
            case NONE -> end.whyOpen();
        };
    }

    /**
     * VerdictReason a check is open that only the host's other work keeps from failing; a run that broke off says that
     * first.
     */
    VerdictReason onBusyHost() {
        return switch (this) {
            case MAX_SAMPLES, OUT_OF_REACH, TIME_LIMIT -> HOST_BUSY;
            default -> this;
        };
    }

    /** The name in files: {@code last_look}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
