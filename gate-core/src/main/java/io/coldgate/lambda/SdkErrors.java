package io.coldgate.lambda;

import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** Converts the SDK's exceptions into {@link CallException}: one line with the meaning for the run and the remedy. */
public final class SdkErrors {
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private static final Pattern DENIED_ACTION =
            Pattern.compile("not authorized to perform:? ([a-zA-Z0-9-]+:[a-zA-Z]+)");
    private static final Set<String> EXPIRED = Set.of("ExpiredTokenException", "ExpiredToken", "RequestExpired");
    private static final Set<String> UNKNOWN_KEY = Set.of(
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "IncompleteSignature",
            "IncompleteSignatureException",
            "MissingAuthenticationTokenException");
    private static final String MISSING = "ResourceNotFoundException";
    private static final Set<String> DENIED =
            Set.of("AccessDeniedException", "AccessDenied", "UnauthorizedOperation", "AuthorizationError");

    /** Texts of Lambda about a package that is larger than a request may be (docs/lambda-facts.md 1.9). */
    private static final Pattern TOO_LARGE =
            Pattern.compile("(Zipped size|Request) must be smaller than [0-9]+ bytes.*");

    private SdkErrors() {}

    /** Makes the call, and converts an exception of the SDK. */
    public static <T> T translate(String operation, Supplier<T> call) throws CallException, InterruptedException {
        try {
            return call.get();
        } catch (AwsServiceException e) {
            throw new CallException(kind(e), operation + ": " + text(e), retryAfter(e.awsErrorDetails()), e);
        } catch (AbortedException e) {
            throw interrupted(e);
        } catch (SdkClientException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw interrupted(e);
            }
            throw new CallException(CallException.Kind.UNAVAILABLE, operation + ": " + text(e), e);
        } catch (SdkException e) {
            throw new CallException(CallException.Kind.UNAVAILABLE, operation + ": " + e.getMessage(), e);
        }
    }

    /** Returns the message. The SDK itself does not name a host that it could not find. */
    private static String text(SdkClientException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return "no such host: " + String.valueOf(cause.getMessage()).replaceFirst(":.*", "")
                        + ": check the region, the endpoint and this machine's network";
            }
        }
        return String.valueOf(e.getMessage());
    }

    private static String text(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "HTTP " + e.statusCode() : details.errorCode();
        String message = details == null || details.errorMessage() == null ? e.getMessage() : details.errorMessage();
        return advice(code, String.valueOf(message)).orElse(code + ": " + message);
    }

    /** Returns the remedy for errors whose own text is insufficient. */
    private static Optional<String> advice(String code, String message) {
        if (EXPIRED.contains(code)) {
            return Optional.of("the AWS credentials have expired: get new ones (aws sso login, or the step of the"
                    + " pipeline that assumes the role) and run again");
        }
        if (UNKNOWN_KEY.contains(code)) {
            return Optional.of("AWS does not accept the credentials (" + code
                    + "): check the access key, its secret and the session token, and the machine's clock");
        }
        if (DENIED.contains(code)) {
            Matcher action = DENIED_ACTION.matcher(message);
            if (action.find()) {
                return Optional.of("AWS denies " + action.group(1) + ": allow it for these credentials; coldgate"
                        + " iam-policy prints the policy that the file needs");
            }
        }
        if (TOO_LARGE.matcher(message).matches()) {
            return Optional.of("the package is larger than a request may be: make it smaller, move parts of it into"
                    + " layers, or deploy a container image (" + message + ")");
        }
        return Optional.empty();
    }

    /** Returns whether the function's role cannot be assumed, because it is too new or for good. */
    static boolean isRoleUnknown(CallException e) {
        return String.valueOf(e.getMessage()).contains("cannot be assumed by Lambda");
    }

    /** Returns the header {@code Retry-After} in whole seconds; a date, which Lambda never sends, is ignored. */
    private static Duration retryAfter(@Nullable AwsErrorDetails details) {
        return Optional.ofNullable(details)
                .map(AwsErrorDetails::sdkHttpResponse)
                .flatMap(response -> response.firstMatchingHeader("Retry-After"))
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(Duration.ZERO);
    }

    /** Returns whether a function of that name exists. */
    static boolean isAlreadyThere(Exception e) {
        return String.valueOf(e.getMessage()).contains("Function already exist");
    }

    private static InterruptedException interrupted(Exception cause) {
        // Clears the flag, as all methods do that throw this exception.
        Thread.interrupted();
        InterruptedException interrupted = new InterruptedException("interrupted during a call");
        interrupted.initCause(cause);
        return interrupted;
    }

    private static CallException.Kind kind(AwsServiceException e) {
        return switch (e.statusCode()) {
            case TOO_MANY_REQUESTS -> CallException.Kind.THROTTLED;
            // A conflict with an existing resource is permanent.
            case CONFLICT -> isAlreadyThere(e) ? CallException.Kind.REFUSED : CallException.Kind.CONFLICT;
            case NOT_FOUND -> CallException.Kind.NOT_FOUND;
            default -> e.isThrottlingException() ? CallException.Kind.THROTTLED : kindOfOther(e);
        };
    }

    private static CallException.Kind kindOfOther(AwsServiceException e) {
        if (e.statusCode() >= SERVER_ERROR) {
            return CallException.Kind.UNAVAILABLE;
        }
        AwsErrorDetails details = e.awsErrorDetails();
        // Services with the JSON protocol, such as CloudWatch Logs, report it with status 400.
        return details != null && MISSING.equals(details.errorCode())
                ? CallException.Kind.NOT_FOUND
                : CallException.Kind.REFUSED;
    }
}
