package io.coldgate.embedded.runtime.environment;

import io.coldgate.embedded.runtime.host.ExitStatus;
import io.coldgate.embedded.runtime.log.Report;
import io.coldgate.embedded.runtime.protocol.ErrorDocument;
import io.coldgate.embedded.runtime.protocol.ExtensionFailure;
import io.coldgate.embedded.runtime.protocol.RuntimeInvocation;
import io.coldgate.embedded.runtime.protocol.RuntimeState;
import io.coldgate.embedded.runtime.spec.InvocationRequest;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The end of an invocation, for the caller and the report.
 *
 * @param answered whether the payload is what the runtime posted
 * @param error whether that is an error
 * @param message the message for the log; null for none
 */
record InvocationEnd(
        byte[] payload,
        boolean answered,
        boolean error,
        Report.Status status,
        @Nullable String errorType,
        @Nullable String message) {
    /**
     * Returns the end of the invocation that follows from the attempt.
     *
     * @param timeoutSeconds the function's timeout
     * @throws IOException when the environment was ended meanwhile
     */
    static InvocationEnd of(Attempt attempt, InvocationRequest request, int timeoutSeconds) throws IOException {
        RuntimeInvocation.Answer answer = attempt.invocation().answer();
        RuntimeState state = attempt.box().state();
        RuntimeInvocation.Answer initError = attempt.initFailed() ? state.initError() : null;
        return switch (attempt.outcome()) {
            case DONE -> answered(answer, null, null, null);
            case TIMED_OUT, INIT_TIMED_OUT ->
                answer != null
                        ? answered(answer, Report.Status.TIMEOUT, null, null)
                        : timedOut(request, timeoutSeconds);
            case INIT_ERROR -> answered(initError, Report.Status.FAILURE, attempt.initErrorType(), null);
            case EXITED -> {
                Integer code = state.exitCode();
                String message = ExitStatus.message(code == null ? 0 : code);
                yield answer != null
                        ? answered(answer, Report.Status.FAILURE, Attempt.EXIT_ERROR, message)
                        : fault(request, Attempt.EXIT_ERROR, message);
            }
            case EXTENSION_FAILED -> {
                ExtensionFailure failure = state.extensionFailure();
                String type = failure == null ? Attempt.EXIT_ERROR : failure.type();
                String message = failure == null ? "" : failure.message();
                yield answer != null
                        ? answered(answer, Report.Status.FAILURE, type, message)
                        : fault(request, type, message);
            }
            case CLOSED -> throw new IOException("the environment was ended while it served " + request.requestId());
        };
    }

    private static InvocationEnd answered(
            RuntimeInvocation.@Nullable Answer answer,
            Report.@Nullable Status status,
            @Nullable String errorType,
            @Nullable String message) {
        if (answer == null) {
            throw new IllegalStateException("over without an answer");
        }
        Report.Status own = answer.failed() ? Report.Status.ERROR : Report.Status.SUCCESS;
        String ownType = answer.failed() ? answer.errorType() : null;
        return new InvocationEnd(
                answer.payload(),
                true,
                answer.failed(),
                status == null ? own : status,
                errorType == null ? ownType : errorType,
                message);
    }

    private static InvocationEnd timedOut(InvocationRequest request, int timeoutSeconds) {
        String message = String.format(
                Locale.ROOT, "RequestId: %s Error: Task timed out after %.2f seconds", request.requestId(), (double)
                        timeoutSeconds);
        return new InvocationEnd(
                ErrorDocument.of("Sandbox.Timedout", message), false, true, Report.Status.TIMEOUT, null, null);
    }

    /** Returns the end of an invocation that the platform, not the runtime, answers with an error. */
    static InvocationEnd fault(InvocationRequest request, String type, String message) {
        byte[] payload = ErrorDocument.of(type, "RequestId: " + request.requestId() + " Error: " + message);
        return new InvocationEnd(payload, false, true, Report.Status.FAILURE, type, message);
    }

    /** Returns whether the caller is told that the function did not handle the error. */
    boolean unhandled() {
        return error || status != Report.Status.SUCCESS && !answered;
    }
}
