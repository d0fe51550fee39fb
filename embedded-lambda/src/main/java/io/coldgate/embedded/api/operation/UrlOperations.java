package io.coldgate.embedded.api.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coldgate.embedded.api.function.Constraints;
import io.coldgate.embedded.api.function.FunctionRef;
import io.coldgate.embedded.api.function.LambdaFunction;
import io.coldgate.embedded.api.url.FunctionUrl;
import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Call;
import io.coldgate.embedded.api.wire.Fields;
import io.coldgate.embedded.api.wire.Json;
import io.coldgate.embedded.api.wire.Reply;
import io.coldgate.embedded.api.wire.Timestamps;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Function URLs (source of shapes and texts: lambda-facts 1.6). */
final class UrlOperations implements Operations {
    private static final Pattern QUALIFIER = Pattern.compile("((?!^\\d+$)^[0-9a-zA-Z-_]+$)");
    private static final String NO_FUNCTION = "Function does not exist";
    private static final String NO_URL = "The resource you requested does not exist.";

    private final Backend backend;

    UrlOperations(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Reply handle(Call call) throws IOException {
        return switch (call.operation()) {
            case CREATE_URL -> create(call);
            case GET_URL -> get(call);
            case UPDATE_URL -> update(call);
            case DELETE_URL -> delete(call);
            case LIST_URLS -> list(call);
            default -> throw new IllegalArgumentException(call.operation().title());
        };
    }

    private FunctionRef ref(Call call) {
        FunctionRef ref = backend.ref(call);
        new Constraints().pattern("qualifier", ref.qualifier(), QUALIFIER).verify();
        return ref;
    }

    private Reply create(Call call) throws IOException {
        Fields in = new Fields(call.json());
        constrain(in).required("authType", in.has("AuthType")).verify();
        FunctionRef ref = ref(call);
        return backend.namespaces().on(ref, NO_FUNCTION, function -> create(function, ref, in));
    }

    private Reply create(LambdaFunction function, FunctionRef ref, Fields in) throws IOException {
        requireTarget(function, ref);
        FunctionUrl url = backend.urls()
                .create(function, ref, in.text("AuthType", ""), in.text("InvokeMode", "BUFFERED"), cors(in));
        if (url == null) {
            throw ApiException.conflict("Failed to create function url config for [functionArn = " + ref.arn()
                    + "]. Error message:  FunctionUrlConfig exists for this Lambda function");
        }
        return Reply.json(201, view(url, false));
    }

    private static void requireTarget(LambdaFunction function, FunctionRef ref) {
        if (function.find(ref.qualifier()) == null) {
            throw ApiException.notFound(NO_FUNCTION);
        }
    }

    private static Constraints constrain(Fields in) {
        return new Constraints()
                .oneOf("authType", in.text("AuthType"), List.of("NONE", "AWS_IAM"))
                .oneOf("invokeMode", in.text("InvokeMode"), List.of("BUFFERED", "RESPONSE_STREAM"));
    }

    private static @Nullable JsonNode cors(Fields in) {
        return in.has("Cors") ? in.fields("Cors").object() : null;
    }

    private Reply update(Call call) throws IOException {
        Fields in = new Fields(call.json());
        constrain(in).verify();
        FunctionRef ref = ref(call);
        return backend.namespaces().on(ref, NO_FUNCTION, function -> update(function, ref, in));
    }

    private Reply update(LambdaFunction function, FunctionRef ref, Fields in) {
        requireTarget(function, ref);
        FunctionUrl before = require(function, ref);
        FunctionUrl after = new FunctionUrl(
                before.ref(),
                before.id(),
                before.url(),
                in.text("AuthType", before.authType()),
                in.text("InvokeMode", before.invokeMode()),
                in.has("Cors") ? cors(in) : before.cors(),
                before.created(),
                Instant.now());
        backend.urls().update(function, after);
        ObjectNode json = view(after, true);
        json.remove("InvokeMode");
        return Reply.json(200, json);
    }

    private Reply delete(Call call) {
        FunctionRef ref = ref(call);
        return backend.namespaces().on(ref, NO_URL, function -> {
            if (!backend.urls().delete(function, ref.qualifierOrLatest())) {
                throw ApiException.notFound(NO_URL);
            }
            return Reply.empty(204);
        });
    }

    private Reply get(Call call) {
        FunctionRef ref = ref(call);
        return backend.namespaces().on(ref, NO_URL, function -> Reply.json(200, view(require(function, ref), true)));
    }

    private Reply list(Call call) {
        FunctionRef ref = backend.ref(call);
        List<ObjectNode> items = backend.namespaces()
                .on(
                        ref,
                        NO_FUNCTION,
                        function -> backend.urls().of(function).stream()
                                .map(url -> view(url, true))
                                .toList());
        return Page.of(call, "FunctionUrlConfigs", items);
    }

    private FunctionUrl require(LambdaFunction function, FunctionRef ref) {
        FunctionUrl url = backend.urls().find(function, ref.qualifierOrLatest());
        if (url == null) {
            throw ApiException.notFound(NO_URL);
        }
        return url;
    }

    // The answer to a creation has neither InvokeMode nor LastModifiedTime.
    private static ObjectNode view(FunctionUrl url, boolean full) {
        ObjectNode json = Json.object()
                .put("FunctionUrl", url.url())
                .put("FunctionArn", url.ref().arn())
                .put("AuthType", url.authType())
                .put("CreationTime", Timestamps.iso(url.created()));
        if (url.cors() != null) {
            json.set("Cors", url.cors());
        }
        if (full) {
            json.put("LastModifiedTime", Timestamps.iso(url.modified())).put("InvokeMode", url.invokeMode());
        }
        return json;
    }
}
