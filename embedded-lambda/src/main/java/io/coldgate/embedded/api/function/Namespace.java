package io.coldgate.embedded.api.function;

import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Caller;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The functions and layers of one account in one region. */
public final class Namespace {
    private final ConcurrentNavigableMap<String, LambdaFunction> functions = new ConcurrentSkipListMap<>();
    private final Layers layers;
    private final Object limits = new Object();
    private volatile int reserved;

    Namespace(Caller owner) {
        this.layers = new Layers(owner);
    }

    /** The layers. */
    public Layers layers() {
        return layers;
    }

    /** The functions, sorted by name. */
    public List<LambdaFunction> functions() {
        return List.copyOf(functions.values());
    }

    /** The function, or null. */
    public @Nullable LambdaFunction find(String name) {
        return functions.get(name);
    }

    /** Fails with 409 when there is a function of that name. */
    public void requireFree(String name) {
        LambdaFunction other = functions.get(name);
        if (other != null && stays(other)) {
            throw exists(name);
        }
    }

    /** Adds a new function. */
    public void add(LambdaFunction function) {
        LambdaFunction other = functions.putIfAbsent(function.name(), function);
        while (other != null) {
            if (stays(other)) {
                throw exists(function.name());
            }
            other = functions.putIfAbsent(function.name(), function);
        }
    }

    // A deletion that has begun is waited for; when it has ended, the name is free.
    private static boolean stays(LambdaFunction function) {
        return function.exclusively(still -> still) != null;
    }

    /**
     * Deletes the function, with its reserved concurrency. Part of an operation on the account and on the function.
     *
     * @return all its environments
     */
    public List<String> delete(LambdaFunction function) {
        reserve(function, null);
        List<String> environments = function.delete();
        functions.remove(function.name(), function);
        return environments;
    }

    /** Does the work with no other operation on the state that the account's functions share. */
    <T, E extends Exception> T exclusively(Work<T, E> work) throws E {
        synchronized (limits) {
            return work.run();
        }
    }

    /** A whole operation of the API on the state that functions share. */
    @FunctionalInterface
    interface Work<T, E extends Exception> {
        T run() throws E;
    }

    private static ApiException exists(String name) {
        return ApiException.conflict("Function already exist: " + name);
    }

    /** Bytes of all zips: of functions, their versions and layers. */
    public long codeBytes() {
        long bytes = layers.codeBytes();
        for (LambdaFunction function : functions.values()) {
            bytes += function.latest().code().zipBytes();
            for (FunctionVersion version : function.versions()) {
                bytes += version.code().zipBytes();
            }
        }
        return bytes;
    }

    /** Sum of all reserved concurrency. */
    public int reservedConcurrency() {
        return reserved;
    }

    /**
     * Sets a function's reserved concurrency; null removes it. Part of an operation on the account and on the function.
     */
    public void reserve(LambdaFunction function, @Nullable Integer wanted) {
        synchronized (limits) {
            Integer before = function.options().reservedConcurrency();
            function.options().reservedConcurrency(wanted);
            reserved += (wanted == null ? 0 : wanted) - (before == null ? 0 : before);
        }
    }
}
