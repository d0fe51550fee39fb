package io.coldgate.embedded.api.operation;

import io.coldgate.embedded.api.function.Constraints;
import io.coldgate.embedded.api.function.FunctionRef;
import io.coldgate.embedded.api.function.LambdaFunction;
import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Call;
import io.coldgate.embedded.api.wire.Fields;
import io.coldgate.embedded.api.wire.Json;
import io.coldgate.embedded.api.wire.Reply;
import java.io.IOException;

/** Reserved concurrency (source of rules and texts: lambda-facts 1.6). */
final class ConcurrencyOperations implements Operations {
    /** What has to stay unreserved on AWS. */
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

    private LambdaFunction function(Call call) {
        FunctionRef ref = backend.ref(call);
        if (ref.qualifier() != null) {
            throw ApiException.invalid(
                    "This operation is permitted on Lambda functions only. Aliases and versions do not"
                            + " support this operation. Please specify either a function name or an unqualified function ARN.");
        }
        return backend.namespaces().function(ref, "Function not found: " + ref.qualifiedArn());
    }

    private Reply put(Call call) throws IOException {
        Integer wanted = new Fields(call.json()).integer("ReservedConcurrentExecutions");
        new Constraints()
                .required("reservedConcurrentExecutions", wanted != null)
                .range("reservedConcurrentExecutions", wanted, 0, Integer.MAX_VALUE)
                .verify();
        LambdaFunction function = function(call);
        int reserved = wanted == null ? 0 : wanted;
        Integer before = function.options().reservedConcurrency();
        int others = backend.namespaces().of(function.owner()).reservedConcurrency() - (before == null ? 0 : before);
        int least = Math.min(LEAST_UNRESERVED, backend.limits().accountConcurrency() / 10);
        if ((long) backend.limits().accountConcurrency() - others - reserved < least) {
            throw ApiException.invalid("Specified ReservedConcurrentExecutions for function decreases account's"
                    + " UnreservedConcurrentExecution below its minimum value of [" + least + "].");
        }
        function.options().reservedConcurrency(reserved);
        return Reply.json(200, Json.object().put("ReservedConcurrentExecutions", reserved));
    }

    private Reply get(Call call) {
        FunctionRef ref = backend.ref(call);
        Integer reserved = backend.namespaces()
                .function(ref, "Function not found: " + ref.unqualifiedArn())
                .options()
                .reservedConcurrency();
        return Reply.json(
                200, reserved == null ? Json.object() : Json.object().put("ReservedConcurrentExecutions", reserved));
    }

    private Reply delete(Call call) {
        function(call).options().reservedConcurrency(null);
        return Reply.empty(204);
    }
}
