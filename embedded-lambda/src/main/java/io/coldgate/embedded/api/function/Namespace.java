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
        if (functions.containsKey(name)) {
            throw exists(name);
        }
    }

    /** Adds a new function. */
    public void add(LambdaFunction function) {
        if (functions.putIfAbsent(function.name(), function) != null) {
            throw exists(function.name());
        }
    }

    /** Removes the function. */
    public void remove(LambdaFunction function) {
        functions.remove(function.name(), function);
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
        int sum = 0;
        for (LambdaFunction function : functions.values()) {
            Integer reserved = function.options().reservedConcurrency();
            sum += reserved == null ? 0 : reserved;
        }
        return sum;
    }
}
