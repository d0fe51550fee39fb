package io.coldgate.embedded.api.function;

import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Caller;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All accounts and regions; each comes into being when it is first named. */
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

    /** What the reference's qualifier stands for, or 404. */
    public FunctionVersion version(FunctionRef ref) {
        FunctionVersion version = function(ref).find(ref.qualifier());
        if (version == null) {
            throw ApiException.notFound("Function not found: " + ref.arn());
        }
        return version;
    }
}
