package io.coldgate.embedded.api.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coldgate.embedded.api.function.Constraints;
import io.coldgate.embedded.api.function.FunctionRef;
import io.coldgate.embedded.api.function.FunctionVersion;
import io.coldgate.embedded.api.function.LambdaFunction;
import io.coldgate.embedded.api.function.ProvisionedConfig;
import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Call;
import io.coldgate.embedded.api.wire.ErrorType;
import io.coldgate.embedded.api.wire.Fields;
import io.coldgate.embedded.api.wire.Json;
import io.coldgate.embedded.api.wire.Reply;
import io.coldgate.embedded.api.wire.Timestamps;
import java.io.IOException;
import java.util.List;

/** Provisioned concurrency (source of rules and texts: lambda-facts 1.6). */
final class ProvisionedOperations implements Operations {
    private static final String UNPUBLISHABLE =
            "Provisioned Concurrency Configs cannot be applied to unpublished function versions.";
    private static final String UNPUBLISHED = "The function resource provided must be an alias or a published version.";

    private final Backend backend;

    ProvisionedOperations(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Reply handle(Call call) throws IOException {
        return switch (call.operation()) {
            case PUT_PROVISIONED -> put(call);
            case GET_PROVISIONED -> "ALL".equals(call.parameter("List")) ? list(call) : get(call);
            case DELETE_PROVISIONED -> delete(call);
            default -> throw new IllegalArgumentException(call.operation().title());
        };
    }

    private Reply put(Call call) throws IOException {
        Integer wanted = new Fields(call.json()).integer("ProvisionedConcurrentExecutions");
        new Constraints()
                .required("provisionedConcurrentExecutions", wanted != null)
                .range("provisionedConcurrentExecutions", wanted, 1, Integer.MAX_VALUE)
                .verify();
        FunctionRef ref = ref(call, UNPUBLISHABLE);
        return backend.namespaces()
                .onAccount(ref, notFound(ref), function -> put(function, ref, wanted == null ? 0 : wanted));
    }

    private Reply put(LambdaFunction function, FunctionRef ref, int requested) {
        FunctionVersion version = published(function, ref, UNPUBLISHABLE);
        int unreserved = backend.limits().accountConcurrency()
                - backend.namespaces().of(ref.owner()).reservedConcurrency();
        if (requested > unreserved) {
            throw ApiException.invalid(
                    "Specified ConcurrentExecutions for function is greater than account's unreserved"
                            + " concurrency [" + unreserved + "].");
        }
        String qualifier = ref.qualifierOrLatest();
        if (function.restores(version)) {
            throw ApiException.invalid("Provisioned Concurrency is not supported for SnapStart enabled functions.");
        }
        requireOnlyOne(function, qualifier, version);
        ProvisionedConfig config = ProvisionedConfig.of(version.version(), requested);
        function.options().provisioned(qualifier, config);
        backend.lifecycle().provision(function, version, qualifier, config);
        return Reply.json(202, view(config));
    }

    private static void requireOnlyOne(LambdaFunction function, String qualifier, FunctionVersion version) {
        function.options().provisioned().forEach((other, config) -> {
            if (!other.equals(qualifier) && config.version().equals(version.version())) {
                throw ApiException.invalid("Alias can't be used for Provisioned Concurrency configuration on an already"
                        + " Provisioned version");
            }
        });
    }

    private Reply get(Call call) {
        FunctionRef ref = ref(call, UNPUBLISHED);
        return backend.namespaces().on(ref, function -> {
            published(function, ref, UNPUBLISHED);
            ProvisionedConfig config = function.options().provisioned().get(ref.qualifierOrLatest());
            if (config == null) {
                throw new ApiException(
                        ErrorType.PROVISIONED_CONCURRENCY_NOT_FOUND,
                        "No Provisioned Concurrency Config found for this function");
            }
            return Reply.json(200, view(config));
        });
    }

    private Reply delete(Call call) {
        FunctionRef ref = ref(call, UNPUBLISHED);
        return backend.namespaces().on(ref, function -> {
            published(function, ref, UNPUBLISHED);
            ProvisionedConfig config = function.options().provisioned().get(ref.qualifierOrLatest());
            function.options().provisioned(ref.qualifierOrLatest(), null);
            FunctionVersion provisioned = config == null ? null : function.find(config.version());
            if (provisioned != null) {
                backend.lifecycle().unprovision(function, provisioned);
            }
            return Reply.empty(204);
        });
    }

    private Reply list(Call call) {
        List<ObjectNode> items = backend.namespaces()
                .on(
                        backend.ref(call),
                        function -> function.options().provisioned().entrySet().stream()
                                .map(entry -> view(entry.getValue())
                                        .put("FunctionArn", function.arn() + ":" + entry.getKey()))
                                .toList());
        return Page.of(call, "ProvisionedConcurrencyConfigs", items);
    }

    /** Returns the alias or version that the call names; fails with AWS's error for anything else. */
    private FunctionRef ref(Call call, String otherwise) {
        FunctionRef ref = backend.ref(call);
        new Constraints().required("qualifier", ref.qualifier() != null).verify();
        if (ref.qualifierOrLatest().equals(FunctionRef.LATEST)) {
            throw ApiException.invalid(otherwise);
        }
        return ref;
    }

    private static String notFound(FunctionRef ref) {
        return "Function not found: " + ref.arn();
    }

    /** Returns the version that the alias or version stands for; fails with AWS's error when there is none. */
    private static FunctionVersion published(LambdaFunction function, FunctionRef ref, String otherwise) {
        FunctionVersion version = function.find(ref.qualifier());
        if (version == null) {
            throw ApiException.notFound(
                    FunctionRef.isAlias(ref.qualifier()) ? "Cannot find alias arn: " + ref.arn() : notFound(ref));
        }
        if (version.version().equals(FunctionRef.LATEST)) {
            throw ApiException.invalid(otherwise);
        }
        return version;
    }

    private static ObjectNode view(ProvisionedConfig config) {
        ObjectNode json = Json.object()
                .put("RequestedProvisionedConcurrentExecutions", config.requested())
                .put("AllocatedProvisionedConcurrentExecutions", config.available())
                .put("AvailableProvisionedConcurrentExecutions", config.available())
                .put("Status", config.status().name())
                .put("LastModified", Timestamps.lambda(config.modified()));
        if (config.reason() != null) {
            json.put("StatusReason", config.reason());
        }
        return json;
    }
}
