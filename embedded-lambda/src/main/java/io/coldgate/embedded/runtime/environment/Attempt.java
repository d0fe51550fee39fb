package io.coldgate.embedded.runtime.environment;

import io.coldgate.embedded.runtime.host.LeastTime;
import io.coldgate.embedded.runtime.protocol.EndMark;
import io.coldgate.embedded.runtime.protocol.ExtensionFailure;
import io.coldgate.embedded.runtime.protocol.InitMark;
import io.coldgate.embedded.runtime.protocol.RuntimeInvocation;
import io.coldgate.embedded.runtime.protocol.RuntimeOutcome;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A finished attempt of one process at an invocation.
 *
 * @param cold whether the process was started for it
 * @param initCounts whether its init is a separate init phase, rather than part of the invocation
 * @param overNanos when the wait ended
 */
record Attempt(
        Sandbox box,
        RuntimeInvocation invocation,
        RuntimeOutcome outcome,
        boolean cold,
        boolean initCounts,
        long overNanos) {
    /** Lambda's error type of a process that ended by itself. */
    static final String EXIT_ERROR = "Runtime.ExitError";

    boolean initFailed() {
        return box.state().init() == null;
    }

    /** Returns Lambda's error type of a failed init. */
    String initErrorType() {
        ExtensionFailure extension = box.state().extensionFailure();
        if (extension != null) {
            return extension.type();
        }
        RuntimeInvocation.Answer error = box.state().initError();
        return error == null ? EXIT_ERROR : error.errorType();
    }

    /** Returns the reason that extensions are given for the end of the environment, if the attempt caused it. */
    String shutdownReason() {
        return switch (outcome) {
            case TIMED_OUT, INIT_TIMED_OUT -> "timeout";
            default -> "failure";
        };
    }

    /** Returns whether the process had ended, unnoticed, before the event reached it. */
    boolean diedBefore() {
        return outcome == RuntimeOutcome.EXITED && !invocation.handedOver();
    }

    /** Returns when the invocation was over, by {@code System.nanoTime}. */
    long endNanos() {
        return switch (outcome) {
            case DONE -> invocation.endNanos();
            case EXITED -> box.state().exitNanos();
            default -> overNanos;
        };
    }

    /**
     * Returns the least that the duration would have been on a quiet host. Known only if the event was there before the
     * runtime asked, because everything that the process did since its init then belongs to the invocation.
     */
    OptionalLong leastDuration(@Nullable InitMark init, long duration) {
        if (init == null
                || init.cpu() == null
                || outcome != RuntimeOutcome.DONE
                || !invocation.offeredBefore(init.nextNanos())) {
            return OptionalLong.empty();
        }
        EndMark end = invocation.endMark();
        return end == null || end.cpu() == null
                ? OptionalLong.empty()
                : LeastTime.of(duration, end.cpu().minus(init.cpu()), end.serverWait(), LeastTime.cores());
    }
}
