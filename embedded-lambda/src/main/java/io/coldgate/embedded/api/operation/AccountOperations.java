package io.coldgate.embedded.api.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coldgate.embedded.api.function.Namespace;
import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Call;
import io.coldgate.embedded.api.wire.Json;
import io.coldgate.embedded.api.wire.Reply;
import io.coldgate.embedded.api.wire.Sizes;
import java.util.List;

/** Operations on the account. */
final class AccountOperations implements Operations {
    private final Backend backend;

    AccountOperations(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Reply handle(Call call) {
        return switch (call.operation()) {
            case GET_ACCOUNT_SETTINGS -> settings(call);
            case LIST_EVENT_SOURCES -> Page.of(call, "EventSourceMappings", List.of());
            case CREATE_EVENT_SOURCE ->
                throw ApiException.invalid(
                        "The embedded Lambda has no event sources: there are no queues or streams here to read from."
                                + " Invoke the function with an event of that source instead.");
            default -> throw new IllegalArgumentException(call.operation().title());
        };
    }

    private Reply settings(Call call) {
        Namespace namespace = backend.namespaces().of(call.caller());
        int concurrency = backend.limits().accountConcurrency();
        ObjectNode json = Json.object();
        json.putObject("AccountLimit")
                .put("TotalCodeSize", Sizes.ACCOUNT_CODE_BYTES)
                .put("CodeSizeUnzipped", Sizes.UNZIPPED_BYTES)
                .put("CodeSizeZipped", Sizes.ZIP_BYTES)
                .put("ConcurrentExecutions", concurrency)
                .put("UnreservedConcurrentExecutions", concurrency - namespace.reservedConcurrency());
        json.putObject("AccountUsage")
                .put("TotalCodeSize", namespace.codeBytes())
                .put("FunctionCount", namespace.functions().size());
        return Reply.json(200, json);
    }
}
