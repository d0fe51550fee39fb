package io.coldgate.embedded.api.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coldgate.embedded.api.function.Constraints;
import io.coldgate.embedded.api.function.FunctionOptions.EventConfig;
import io.coldgate.embedded.api.function.FunctionRef;
import io.coldgate.embedded.api.function.LambdaFunction;
import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Call;
import io.coldgate.embedded.api.wire.Fields;
import io.coldgate.embedded.api.wire.Json;
import io.coldgate.embedded.api.wire.Reply;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Operations on the retries of asynchronous invocations. Destinations are kept and shown; nothing is delivered to them.
 */
final class EventConfigOperations implements Operations {
    private static final double MILLIS = 1000.0;
    private static final String NO_FUNCTION = "The function doesn't exist.";

    private final Backend backend;

    EventConfigOperations(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Reply handle(Call call) throws IOException {
        return switch (call.operation()) {
            case PUT_EVENT_CONFIG -> set(call, false);
            case UPDATE_EVENT_CONFIG -> set(call, true);
            case GET_EVENT_CONFIG -> get(call);
            case DELETE_EVENT_CONFIG -> delete(call);
            case LIST_EVENT_CONFIGS -> list(call);
            default -> throw new IllegalArgumentException(call.operation().title());
        };
    }

    private Reply set(Call call, boolean keepOthers) throws IOException {
        Fields in = new Fields(call.json());
        Integer retries = in.integer("MaximumRetryAttempts");
        Integer age = in.integer("MaximumEventAgeInSeconds");
        new Constraints()
                .range("maximumRetryAttempts", retries, 0, 2)
                .range("maximumEventAgeInSeconds", age, 60, 21_600)
                .verify();
        if (retries == null && age == null && !in.has("DestinationConfig")) {
            throw ApiException.invalid("You must specify at least one of error handling or destination setting.");
        }
        FunctionRef ref = backend.ref(call);
        return backend.namespaces().on(ref, NO_FUNCTION, function -> set(function, ref, in, keepOthers));
    }

    private static Reply set(LambdaFunction function, FunctionRef ref, Fields in, boolean keepOthers) {
        Integer retries = in.integer("MaximumRetryAttempts");
        Integer age = in.integer("MaximumEventAgeInSeconds");
        if (function.find(ref.qualifier()) == null) {
            throw ApiException.notFound(NO_FUNCTION);
        }
        EventConfig before = keepOthers ? require(function, ref) : null;
        ObjectNode destinations = in.has("DestinationConfig")
                ? destinations(in.fields("DestinationConfig"))
                : before == null ? destinations(new Fields(Json.object())) : before.destinations();
        EventConfig config = new EventConfig(
                retries != null || before == null ? retries : before.retries(),
                age != null || before == null ? age : before.ageSeconds(),
                destinations,
                Instant.now());
        function.options().eventConfig(ref.qualifierOrLatest(), config);
        return Reply.json(200, view(function, ref.qualifierOrLatest(), config));
    }

    private static ObjectNode destinations(Fields given) {
        ObjectNode destinations = Json.object();
        for (String outcome : List.of("OnSuccess", "OnFailure")) {
            String target = given.fields(outcome).text("Destination");
            ObjectNode node = destinations.putObject(outcome);
            if (target != null) {
                node.put("Destination", target);
            }
        }
        return destinations;
    }

    private static EventConfig require(LambdaFunction function, FunctionRef ref) {
        EventConfig config = function.options().eventConfig(ref.qualifierOrLatest());
        if (config == null) {
            throw ApiException.notFound(noConfig(ref));
        }
        return config;
    }

    private static String noConfig(FunctionRef ref) {
        return "The function " + ref.qualifiedArn() + " doesn't have an EventInvokeConfig";
    }

    private Reply get(Call call) {
        FunctionRef ref = backend.ref(call);
        return backend.namespaces()
                .on(
                        ref,
                        noConfig(ref),
                        function -> Reply.json(200, view(function, ref.qualifierOrLatest(), require(function, ref))));
    }

    private Reply delete(Call call) {
        FunctionRef ref = backend.ref(call);
        return backend.namespaces().on(ref, noConfig(ref), function -> {
            require(function, ref);
            function.options().eventConfig(ref.qualifierOrLatest(), null);
            return Reply.empty(204);
        });
    }

    private Reply list(Call call) {
        List<ObjectNode> items = backend.namespaces().on(backend.ref(call), NO_FUNCTION, function -> {
            List<ObjectNode> all = new ArrayList<>();
            function.options()
                    .eventConfigs()
                    .forEach((qualifier, config) -> all.add(view(function, qualifier, config)));
            return all;
        });
        return Page.of(call, "FunctionEventInvokeConfigs", items);
    }

    private static ObjectNode view(LambdaFunction function, String qualifier, EventConfig config) {
        ObjectNode json = Json.object()
                .put("LastModified", config.modified().toEpochMilli() / MILLIS)
                .put("FunctionArn", function.arn() + ":" + qualifier);
        if (config.retries() != null) {
            json.put("MaximumRetryAttempts", config.retries());
        }
        if (config.ageSeconds() != null) {
            json.put("MaximumEventAgeInSeconds", config.ageSeconds());
        }
        json.set("DestinationConfig", config.destinations());
        return json;
    }
}
