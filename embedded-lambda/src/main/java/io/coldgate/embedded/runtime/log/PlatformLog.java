package io.coldgate.embedded.runtime.log;

import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.embedded.runtime.spec.InvocationRequest;
import io.coldgate.embedded.runtime.spec.LogFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines that Lambda itself writes into a function's log; each ends with a line feed. */
public interface PlatformLog {
    /** A hundredth of a millisecond: the precision that Lambda prints. */
    long NANOS_PER_HUNDREDTH = 10_000;

    long NANOS_PER_MILLI = 1_000_000;

    /** Returns the writer for a function's log format. */
    static PlatformLog of(EnvironmentSpec spec) {
        return spec.logFormat() == LogFormat.JSON ? new JsonPlatformLog(spec) : new TextPlatformLog(spec);
    }

    /**
     * Returns the line for a failed init.
     *
     * @param phase {@code init}, or {@code invoke} for a repeated one
     * @param status {@code error} or {@code timeout}
     */
    String initReport(String phase, String status, @Nullable String errorType, long nanos);

    /**
     * Returns the line for the state of an extension at the end of the init.
     *
     * @param errorType null if it has not failed
     */
    String extension(String name, String state, List<String> events, @Nullable String errorType);

    /** Returns the line for the beginning of an invocation. */
    String start(InvocationRequest request);

    /** Returns a sentence about a process that ended. */
    String fault(String requestId, String message, String errorType);

    /** Returns the lines for the end and the report of an invocation. */
    String endAndReport(InvocationRequest request, Report report);

    /** Milliseconds with two decimals, as in the text format. */
    static String millis(long nanos) {
        // By hand: a format costs more than the rest of the report, and the caller waits for it.
        long hundredths = (nanos + NANOS_PER_HUNDREDTH / 2) / NANOS_PER_HUNDREDTH;
        long fraction = hundredths % 100;
        return hundredths / 100 + (fraction < 10 ? ".0" : ".") + fraction;
    }

    /** Milliseconds as Lambda bills them: rounded up. */
    static long wholeMillis(long nanos) {
        return (nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
    }

    /** Bytes in whole megabytes of 2^20, rounded up. */
    static long megabytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }
}
