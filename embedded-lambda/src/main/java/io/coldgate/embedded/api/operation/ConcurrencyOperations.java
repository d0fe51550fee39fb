package io.coldgate.embedded.api.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coldgate.embedded.api.function.Constraints;
import io.coldgate.embedded.api.function.FunctionRef;
import io.coldgate.embedded.api.function.LambdaFunction;
import io.coldgate.embedded.api.function.Namespace;
import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Call;
import io.coldgate.embedded.api.wire.Fields;
import io.coldgate.embedded.api.wire.Json;
import io.coldgate.embedded.api.wire.Reply;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reserved concurrency (source of rules and texts: lambda-facts 1.6). */
final class ConcurrencyOperations implements Operations {
    /** The concurrency that must stay unreserved on AWS. */
    private static final int LEAST_UNRESERVED = 100;

    private final Backend backend;

    ConcurrencyOperations(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Reply handle(Call call) throws IOException {
        return switch (call.operation()) {
            case PUT_FUNCTION_CONCURRENCY -> put(call);
            case GET_FUNCTION_CONCURRENCY -> get(call);
            case DELETE_FUNCTION_CONCURRENCY -> delete(call);
            default -> throw new IllegalArgumentException(call.operation().title());
        };
    }

    private Reply change(Call call, @Nullable Integer wanted) {
        FunctionRef ref = backend.ref(call);
        if (ref.qualifier() != null) {
            throw ApiException.invalid(
                    "This operation is permitted on Lambda functions only. Aliases and versions do not"
                            + " support this operation. Please specify either a function name or an unqualified"
                            + " function ARN.");
        }
        return backend.namespaces()
                .onAccount(ref, "Function not found: " + ref.qualifiedArn(), function -> reserve(function, wanted));
    }

    private Reply put(Call call) throws IOException {
        Integer wanted = new Fields(call.json()).integer("ReservedConcurrentExecutions");
        new Constraints()
                .required("reservedConcurrentExecutions", wanted != null)
                .range("reservedConcurrentExecutions", wanted, 0, Integer.MAX_VALUE)
                .verify();
        return change(call, wanted == null ? 0 : wanted);
    }

    private Reply reserve(LambdaFunction function, @Nullable Integer wanted) {
        Namespace namespace = backend.namespaces().of(function.owner());
        if (wanted == null) {
            namespace.reserve(function, null);
            return Reply.empty(204);
        }
        Integer before = function.options().reservedConcurrency();
        int others = namespace.reservedConcurrency() - (before == null ? 0 : before);
        int least = Math.min(LEAST_UNRESERVED, backend.limits().accountConcurrency() / 10);
        if ((long) backend.limits().accountConcurrency() - others - wanted < least) {
            throw ApiException.invalid("Specified ReservedConcurrentExecutions for function decreases account's"
                    + " UnreservedConcurrentExecution below its minimum value of [" + least + "].");
        }
        namespace.reserve(function, wanted);
        return Reply.json(200, Json.object().put("ReservedConcurrentExecutions", wanted));
    }

    private Reply get(Call call) {
        FunctionRef ref = backend.ref(call);
        return backend.namespaces().on(ref, "Function not found: " + ref.unqualifiedArn(), function -> {
            Integer reserved = function.options().reservedConcurrency();
            ObjectNode json = Json.object();
            return Reply.json(200, reserved == null ? json : json.put("ReservedConcurrentExecutions", reserved));
        });
    }

    private Reply delete(Call call) {
        return change(call, null);
    }
}
