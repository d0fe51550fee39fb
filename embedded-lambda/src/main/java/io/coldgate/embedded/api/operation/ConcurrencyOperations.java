package io.coldgate.embedded.api.operation;

import io.coldgate.embedded.api.function.Constraints;
import io.coldgate.embedded.api.function.FunctionRef;
import io.coldgate.embedded.api.function.LambdaFunction;
import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Call;
import io.coldgate.embedded.api.wire.ErrorType;
import io.coldgate.embedded.api.wire.Fields;
import io.coldgate.embedded.api.wire.Json;
import io.coldgate.embedded.api.wire.Reply;
import java.io.IOException;
import java.util.List;

/** Reserved and provisioned concurrency (source of rules and texts: lambda-facts 1.6). */
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
            case PUT_PROVISIONED -> putProvisioned(call);
            case GET_PROVISIONED -> "ALL".equals(call.parameter("List")) ? listProvisioned(call) : getProvisioned(call);
            case DELETE_PROVISIONED -> deleteProvisioned(call);
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

    private Reply putProvisioned(Call call) throws IOException {
        Integer wanted = new Fields(call.json()).integer("ProvisionedConcurrentExecutions");
        new Constraints()
                .required("provisionedConcurrentExecutions", wanted != null)
                .range("provisionedConcurrentExecutions", wanted, 1, Integer.MAX_VALUE)
                .verify();
        requirePublished(call, "Provisioned Concurrency Configs cannot be applied to unpublished function versions.");
        throw ApiException.invalid(
                "Provisioned concurrency is not supported by the embedded Lambda: it starts environments"
                        + " when they are invoked, and would rather say so than show READY for environments that do not exist.");
    }

    private Reply getProvisioned(Call call) {
        requirePublished(call, "The function resource provided must be an alias or a published version.");
        throw new ApiException(
                ErrorType.PROVISIONED_CONCURRENCY_NOT_FOUND,
                "No Provisioned Concurrency Config found for this function");
    }

    private Reply deleteProvisioned(Call call) {
        requirePublished(call, "The function resource provided must be an alias or a published version.");
        return Reply.empty(204);
    }

    private Reply listProvisioned(Call call) {
        backend.namespaces().function(backend.ref(call));
        return Page.of(call, "ProvisionedConcurrencyConfigs", List.of());
    }

    private void requirePublished(Call call, String otherwise) {
        FunctionRef ref = backend.ref(call);
        new Constraints().required("qualifier", ref.qualifier() != null).verify();
        if (ref.qualifierOrLatest().equals(FunctionRef.LATEST)) {
            throw ApiException.invalid(otherwise);
        }
        LambdaFunction function = backend.namespaces().function(ref);
        if (function.find(ref.qualifier()) == null) {
            throw ApiException.notFound(
                    (FunctionRef.isAlias(ref.qualifier()) ? "Cannot find alias arn: " : "Function not found: ")
                            + ref.arn());
        }
    }
}
