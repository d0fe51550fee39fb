package io.coldgate.embedded.api.invoke;

import io.coldgate.embedded.api.function.LambdaFunction;
import io.coldgate.embedded.api.function.Namespaces;
import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Caller;
import io.coldgate.embedded.api.wire.ErrorType;
import java.util.HashMap;
import java.util.Map;

/**
 * Limits concurrent invocations: a function with reserved concurrency may use all of it, and all others share the rest
 * of the account's concurrency.
 */
final class ConcurrencyLimiter {
    private final Namespaces namespaces;
    private final int accountConcurrency;
    private final Map<LambdaFunction, Integer> ofFunction = new HashMap<>();
    private final Map<Caller, Integer> unreserved = new HashMap<>();

    ConcurrencyLimiter(Namespaces namespaces, int accountConcurrency) {
        this.namespaces = namespaces;
        this.accountConcurrency = accountConcurrency;
    }

    /** A place to run in. */
    interface Slot extends AutoCloseable {
        @Override
        void close();
    }

    /** Takes a slot, or fails with 429. */
    synchronized Slot take(LambdaFunction function) {
        Integer reserved = function.options().reservedConcurrency();
        int running = ofFunction.getOrDefault(function, 0);
        Caller owner = function.owner();
        if (reserved != null) {
            require(running < reserved, "ReservedFunctionConcurrentInvocationLimitExceeded");
        } else {
            int left = accountConcurrency - namespaces.of(owner).reservedConcurrency();
            require(unreserved.getOrDefault(owner, 0) < left, "ConcurrentInvocationLimitExceeded");
            add(unreserved, owner, 1);
        }
        add(ofFunction, function, 1);
        return () -> give(function, reserved == null);
    }

    private synchronized void give(LambdaFunction function, boolean fromUnreserved) {
        add(ofFunction, function, -1);
        if (fromUnreserved) {
            add(unreserved, function.owner(), -1);
        }
    }

    // Leaves no entry behind for a key without running invocations.
    private static <K> void add(Map<K, Integer> counts, K key, int change) {
        counts.merge(key, change, (count, more) -> count + more == 0 ? null : count + more);
    }

    private static void require(boolean free, String reason) {
        if (!free) {
            throw new ApiException(ErrorType.TOO_MANY_REQUESTS, "Rate Exceeded.", reason);
        }
    }
}
