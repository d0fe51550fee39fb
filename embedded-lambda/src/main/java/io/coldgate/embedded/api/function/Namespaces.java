package io.coldgate.embedded.api.function;

import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Caller;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All accounts and regions; each is created when it is first named.
 *
 * <p>Operations become atomic here (ADR 0009): each runs in {@link #on} or {@link #onAccount}. The locks are always
 * taken in this order: the account's lock, the function's lock for operations, then the locks of single steps inside
 * {@link LambdaFunction} and {@link FunctionOptions}. A thread that holds one of the first two waits for nothing: no
 * process, no delay, no client.
 */
public final class Namespaces {
    private final Map<Caller, Namespace> all = new ConcurrentHashMap<>();

    /** The functions and layers of that account and region. */
    public Namespace of(Caller owner) {
        return all.computeIfAbsent(owner, Namespace::new);
    }

    /** Returns the function; fails with 404 and its ARN, qualified if the reference is, when there is none. */
    public LambdaFunction function(FunctionRef ref) {
        return function(ref, "Function not found: " + ref.arn());
    }

    /** Returns the function; fails with 404 and that text when there is none. */
    public LambdaFunction function(FunctionRef ref, String notFound) {
        LambdaFunction function = of(ref.owner()).find(ref.name());
        if (function == null) {
            throw ApiException.notFound(notFound);
        }
        return function;
    }

    /**
     * Does a whole operation on the function, without interference by others; fails with 404 and its ARN when there is
     * none.
     */
    public <T, E extends Exception> T on(FunctionRef ref, LambdaFunction.Work<T, E> work) throws E {
        return on(ref, "Function not found: " + ref.arn(), work);
    }

    /**
     * Does a whole operation on the function, without interference by others; fails with 404 and that text when there
     * is none.
     *
     * @param work the operation; it waits for nothing, and its result is not null
     */
    public <T, E extends Exception> T on(FunctionRef ref, String notFound, LambdaFunction.Work<T, E> work) throws E {
        T result = function(ref, notFound).exclusively(work);
        while (result == null) {
            // The function was deleted while this thread waited. Another function may have its name by now.
            result = function(ref, notFound).exclusively(work);
        }
        return result;
    }

    /** Does a whole operation on the function and on the state that its account's functions share. */
    public <T, E extends Exception> T onAccount(FunctionRef ref, String notFound, LambdaFunction.Work<T, E> work)
            throws E {
        return of(ref.owner()).exclusively(() -> on(ref, notFound, work));
    }
}
