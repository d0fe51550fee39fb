package io.coldgate.lambda;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/** The SDK's exceptions as {@link CallException}: one line, and what it means for the run. */
final class SdkErrors {
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private SdkErrors() {}

    static <T> T translate(String operation, Supplier<T> call) throws CallException, InterruptedException {
        try {
            return call.get();
        } catch (LambdaException e) {
            AwsErrorDetails details = e.awsErrorDetails();
            String code =
                    details == null || details.errorCode() == null ? "HTTP " + e.statusCode() : details.errorCode();
            String message =
                    details == null || details.errorMessage() == null ? e.getMessage() : details.errorMessage();
            throw new CallException(kind(e), operation + ": " + code + ": " + message, retryAfter(details), e);
        } catch (AbortedException e) {
            throw interrupted(e);
        } catch (SdkClientException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw interrupted(e);
            }
            throw new CallException(CallException.Kind.UNAVAILABLE, operation + ": " + e.getMessage(), e);
        } catch (SdkException e) {
            throw new CallException(CallException.Kind.UNAVAILABLE, operation + ": " + e.getMessage(), e);
        }
    }

    /** The header {@code Retry-After} in whole seconds; a date, which Lambda never sends, is passed over. */
    private static Duration retryAfter(@Nullable AwsErrorDetails details) {
        return Optional.ofNullable(details)
                .map(AwsErrorDetails::sdkHttpResponse)
                .flatMap(response -> response.firstMatchingHeader("Retry-After"))
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(Duration.ZERO);
    }

    private static InterruptedException interrupted(Exception cause) {
        // Clears the flag, as every method that throws this exception does.
        Thread.interrupted();
        InterruptedException interrupted = new InterruptedException("interrupted during a call");
        interrupted.initCause(cause);
        return interrupted;
    }

    private static CallException.Kind kind(LambdaException e) {
        return switch (e.statusCode()) {
            case TOO_MANY_REQUESTS -> CallException.Kind.THROTTLED;
            case CONFLICT -> CallException.Kind.CONFLICT;
            case NOT_FOUND -> CallException.Kind.NOT_FOUND;
            default ->
                e.isThrottlingException()
                        ? CallException.Kind.THROTTLED
                        : e.statusCode() >= SERVER_ERROR ? CallException.Kind.UNAVAILABLE : CallException.Kind.REFUSED;
        };
    }
}
