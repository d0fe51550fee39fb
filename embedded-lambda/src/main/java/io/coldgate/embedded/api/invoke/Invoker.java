package io.coldgate.embedded.api.invoke;

import io.coldgate.embedded.api.function.FunctionRef;
import io.coldgate.embedded.api.function.FunctionVersion;
import io.coldgate.embedded.api.function.HostFault;
import io.coldgate.embedded.api.function.LambdaFunction;
import io.coldgate.embedded.api.function.Namespaces;
import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.ErrorType;
import io.coldgate.embedded.runtime.environment.Environments;
import io.coldgate.embedded.runtime.environment.InvocationResult;
import io.coldgate.embedded.runtime.language.RuntimeUnavailableException;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.embedded.runtime.spec.InvocationRequest;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Runs functions: finds the version that serves, takes a slot, and hands over to the environments. */
public final class Invoker {
    private final Namespaces namespaces;
    private final Environments environments;
    private final ConcurrencyLimiter limiter;
    private final LogGroups logs;

    /**
     * Makes an invoker that runs at most {@code accountConcurrency} invocations of one account and region at once;
     * their logs are kept in {@code logs}.
     */
    public Invoker(Namespaces namespaces, Environments environments, int accountConcurrency, LogGroups logs) {
        this.logs = logs;
        this.namespaces = namespaces;
        this.environments = environments;
        this.limiter = new ConcurrencyLimiter(namespaces, accountConcurrency);
    }

    /** Fails as an invocation would, without running anything. */
    public void check(FunctionRef ref) {
        check(function(ref), ref);
    }

    private static void check(LambdaFunction function, FunctionRef ref) {
        requireActive(function.find(ref.qualifier()), ref);
    }

    /** Returns the function if an invocation of it would not fail; otherwise fails as the invocation would. */
    LambdaFunction invocable(FunctionRef ref) {
        LambdaFunction function = function(ref);
        check(function, ref);
        return function;
    }

    /** Runs the function of that name to its end. */
    public Outcome run(FunctionRef ref, Event event) {
        return run(function(ref), ref, event);
    }

    /** Runs this function to its end; fails with 404 if it is deleted, even if another function has its name. */
    public Outcome run(LambdaFunction function, FunctionRef ref, Event event) {
        FunctionVersion version = version(function, ref);
        var request = new InvocationRequest(
                event.requestId(), ref.arn(), event.payload(), event.clientContext(), event.traceId());
        try (ConcurrencyLimiter.Slot slot = limiter.take(function)) {
            EnvironmentSpec spec = function.spec(version);
            InvocationResult result = environments.invoke(spec, request);
            logs.add(function.owner(), spec.logGroup(), result.measurements().environmentId(), result.logTail());
            return new Outcome(version.version(), result);
        } catch (RuntimeUnavailableException e) {
            // AWS's InvalidRuntimeException is a 502, which SDKs send four times. A runtime that is missing on this
            // machine is still missing the next time, so the error is a 400: there is one attempt, and the message
            // reaches the user.
            throw ApiException.invalid(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw HostFault.of("The environment could not be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(ErrorType.SERVICE, "The server is shutting down.");
        } finally {
            // An update or deletion may have retired these environments between our look-up and the call.
            if (!function.uses(version.environments())) {
                environments.retire(version.environments());
            }
        }
    }

    private LambdaFunction function(FunctionRef ref) {
        return namespaces.function(ref, notFound(ref));
    }

    private static FunctionVersion version(LambdaFunction function, FunctionRef ref) {
        return requireActive(
                function.serving(ref.qualifier(), ThreadLocalRandom.current().nextDouble()), ref);
    }

    private static FunctionVersion requireActive(@Nullable FunctionVersion version, FunctionRef ref) {
        if (version == null) {
            throw ApiException.notFound(notFound(ref));
        }
        if (version.state() != FunctionVersion.State.ACTIVE) {
            throw ApiException.conflict(
                    "The operation cannot be performed at this time. The function is currently in the"
                            + " following state: " + version.state().text());
        }
        return version;
    }

    private static String notFound(FunctionRef ref) {
        return "Function not found: " + ref.qualifiedArn();
    }
}
