package io.coldgate.embedded.api.function;

import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Caller;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All accounts and regions; each comes into being when it is first named.
 *
 * <p>Here operations become atomic (ADR 0009): each runs in {@link #on} or {@link #onAccount}. The locks, always taken
 * in this order: the account's, the function's for operations, then those of single steps inside {@link LambdaFunction}
 * and {@link FunctionOptions}. Whoever holds one of the first two waits for nothing: no process, no delay, no client.
 */
public final class Namespaces {
    private final Map<Caller, Namespace> all = new ConcurrentHashMap<>();

    /** The functions and layers of that account and region. */
    public Namespace of(Caller owner) {
        return all.computeIfAbsent(owner, Namespace::new);
    }

    /** The function, or 404 with its ARN, qualified if the reference is. */
    public LambdaFunction function(FunctionRef ref) {
        return function(ref, "Function not found: " + ref.arn());
    }

    /** The function, or 404 with that text. */
    public LambdaFunction function(FunctionRef ref, String notFound) {
        LambdaFunction function = of(ref.owner()).find(ref.name());
        if (function == null) {
            throw ApiException.notFound(notFound);
        }
        return function;
    }

    /**
     * Does a whole operation on the function, with no other one on it in between; 404 with its ARN when there is none.
     */
    public <T, E extends Exception> T on(FunctionRef ref, LambdaFunction.Work<T, E> work) throws E {
        return on(ref, "Function not found: " + ref.arn(), work);
    }

    /**
     * Does a whole operation on the function, with no other one on it in between; 404 with that text when there is
     * none.
     *
     * @param work what to do; it waits for nothing, and its result is not null
     */
    public <T, E extends Exception> T on(FunctionRef ref, String notFound, LambdaFunction.Work<T, E> work) throws E {
        T result = function(ref, notFound).exclusively(work);
        while (result == null) {
            // Deleted while this waited. Another function may have its name by now.
            result = function(ref, notFound).exclusively(work);
        }
        return result;
    }

    /** Does a whole operation on the function and on what its account's functions share. */
    public <T, E extends Exception> T onAccount(FunctionRef ref, String notFound, LambdaFunction.Work<T, E> work)
            throws E {
        return of(ref.owner()).exclusively(() -> on(ref, notFound, work));
    }
}
