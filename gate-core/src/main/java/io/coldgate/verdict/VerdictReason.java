package io.coldgate.verdict;

import io.coldgate.sample.Ending;
import io.coldgate.stats.Reason;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The reason of a verdict. */
public enum VerdictReason {
    /** The evidence reached its threshold. */
    EVIDENCE,
    /** The last look at the cap. */
    LAST_LOOK,
    /** The cap was reached without a verdict. */
    MAX_SAMPLES,
    /** No verdict could be reached before the cap any more. */
    OUT_OF_REACH,
    /** Over the limit by the measured samples, but not by their lower bounds on a host without neighbours. */
    HOST_BUSY,
    /** The arms were built with different compiler versions, so their counts are not compared. */
    OTHER_COMPILER,
    /** A single sample is over a {@code max} budget, or failed although no sample may fail. */
    SAMPLE_OVER,
    /** The series ended without a sample over a {@code max} budget. */
    NO_SAMPLE_OVER,
    /** Fewer samples than any verdict on the quantile needs. */
    TOO_FEW_SAMPLES,
    /** A fact about the package. */
    FACT,
    /** The baseline is the candidate itself, with the same bytes and settings: there is nothing to measure. */
    IDENTICAL_PACKAGE,
    /** The time limit was reached first. */
    TIME_LIMIT,
    /** The run was interrupted, or its results file is truncated. */
    INTERRUPTED,
    /** The run could not continue. */
    COULD_NOT_MEASURE;

    /**
     * Returns the reason of a statistical verdict; without a verdict, the reason why the check is open.
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

    /** Returns why a check is still open at the end of its series. */
    public static VerdictReason ofOpen(Ending end) {
        return switch (end) {
            case COMPLETE -> MAX_SAMPLES;
            case TIME_LIMIT -> TIME_LIMIT;
            case INTERRUPTED -> INTERRUPTED;
            case COULD_NOT_MEASURE -> COULD_NOT_MEASURE;
        };
    }

    /**
     * Returns the reason of an open check that only other work on the host keeps from failing. If the run broke off,
     * that reason takes precedence.
     */
    public VerdictReason onBusyHost() {
        return switch (this) {
            case MAX_SAMPLES, OUT_OF_REACH, TIME_LIMIT -> HOST_BUSY;
            default -> this;
        };
    }

    /** Returns the reason with that name in files; empty for one that a later version has written. */
    public static Optional<VerdictReason> ofKey(String key) {
        return Stream.of(values()).filter(reason -> reason.key().equals(key)).findFirst();
    }

    /** Returns the name in files: {@code last_look}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
