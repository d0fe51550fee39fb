package io.coldgate.verdict;

import io.coldgate.sample.Ending;
import io.coldgate.stats.Reason;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The reason that a verdict rests on. */
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
    /** Different versions of the compiler built the arms, so that their counts are not compared. */
    OTHER_COMPILER,
    /** A single sample is over a {@code max} budget, or failed where none may. */
    SAMPLE_OVER,
    /** The series ended without a sample over a {@code max} budget. */
    NO_SAMPLE_OVER,
    /** Fewer samples than any verdict on the quantile takes. */
    TOO_FEW_SAMPLES,
    /** A fact about the package. */
    FACT,
    /** The baseline is the candidate itself, byte by byte and setting by setting: there is nothing to measure. */
    IDENTICAL_PACKAGE,
    /** The time limit came first. */
    TIME_LIMIT,
    /** The run was interrupted, or its results file is cut off. */
    INTERRUPTED,
    /** The run could not go on. */
    COULD_NOT_MEASURE;

    /**
     * Returns what a statistical verdict rests on; where there is none, why the check is open.
     *
     * @param end why its series has no more samples; {@code COMPLETE} only when every check had what it needed
     */
    public static VerdictReason of(Reason reason, Ending end) {
        return switch (reason) {
            case EVIDENCE -> EVIDENCE;
            case LAST_LOOK -> LAST_LOOK;
            case MAX_SAMPLES -> MAX_SAMPLES;
            case OUT_OF_REACH -> OUT_OF_REACH;
            case NONE -> ofOpen(end);
        };
    }

    /** Returns why a check is open that the end of its series leaves so. */
    public static VerdictReason ofOpen(Ending end) {
        return switch (end) {
            case COMPLETE -> MAX_SAMPLES;
            case TIME_LIMIT -> TIME_LIMIT;
            case INTERRUPTED -> INTERRUPTED;
            case COULD_NOT_MEASURE -> COULD_NOT_MEASURE;
        };
    }

    /**
     * Returns the reason of an open check that only the host's other work keeps from failing. A run that broke off has
     * that for a reason first.
     */
    public VerdictReason onBusyHost() {
        return switch (this) {
            case MAX_SAMPLES, OUT_OF_REACH, TIME_LIMIT -> HOST_BUSY;
            default -> this;
        };
    }

    /** Returns the reason of that name in files; empty for one that a later gate has written. */
    public static Optional<VerdictReason> ofKey(String key) {
        return Stream.of(values()).filter(reason -> reason.key().equals(key)).findFirst();
    }

    /** The name in files: {@code last_look}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
