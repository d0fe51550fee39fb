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
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Tags of functions. */
final class TagOperations implements Operations {
    private static final Pattern RESOURCE =
            Pattern.compile("arn:(aws[a-zA-Z-]*):lambda:[a-z]{2}((-gov)|(-iso([a-z]?)))?"
                    + "-[a-z]+-\\d{1}:\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|"
                    + "layer:([a-zA-Z0-9-_]+)|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}"
                    + "-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})");
    private static final int MOST_TAGS = 50;
    private static final int MOST_KEY_CHARS = 128;
    private static final int MOST_VALUE_CHARS = 256;

    private final Backend backend;

    TagOperations(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Reply handle(Call call) throws IOException {
        FunctionRef ref = function(call);
        return switch (call.operation()) {
            case LIST_TAGS -> backend.namespaces().on(ref, TagOperations::list);
            case TAG_RESOURCE -> tag(ref, call);
            case UNTAG_RESOURCE -> untag(ref, call);
            default -> throw new IllegalArgumentException(call.operation().title());
        };
    }

    /** Fails when the tags are more or longer than AWS allows. */
    static void requireAllowed(Map<String, String> tags) {
        if (tags.size() > MOST_TAGS) {
            throw ApiException.invalid("Number of tags exceeds resource tag limit.");
        }
        tags.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > MOST_KEY_CHARS || value.length() > MOST_VALUE_CHARS) {
                throw ApiException.invalid("Tag keys have 1 to " + MOST_KEY_CHARS + " characters, values at most "
                        + MOST_VALUE_CHARS + ".");
            }
        });
    }

    // Fails for a missing function before the body is read.
    private FunctionRef function(Call call) {
        String resource = call.path().get(0);
        new Constraints().pattern("resource", resource, RESOURCE).verify();
        if (!resource.contains(":function:")) {
            throw ApiException.invalid("The embedded Lambda keeps tags of functions only.");
        }
        FunctionRef ref = FunctionRef.of(resource, null, call.caller());
        if (ref.qualifier() != null) {
            throw ApiException.invalid(
                    "Tags on function aliases and versions are not supported. Please specify a function ARN.");
        }
        backend.namespaces().function(ref);
        return ref;
    }

    private static Reply list(LambdaFunction function) {
        return Reply.json(
                200, Json.object().set("Tags", Json.object(function.options().tags())));
    }

    private Reply tag(FunctionRef ref, Call call) throws IOException {
        Map<String, String> given = new Fields(call.json()).map("Tags");
        if (given == null || given.isEmpty()) {
            throw ApiException.invalid("An error occurred and the request cannot be processed.");
        }
        return change(ref, all -> all.putAll(given));
    }

    private Reply untag(FunctionRef ref, Call call) {
        List<String> keys = call.query().get("tagKeys");
        new Constraints().required("tagKeys", keys != null).verify();
        return change(ref, all -> all.keySet().removeAll(keys == null ? List.of() : keys));
    }

    private Reply change(FunctionRef ref, Consumer<Map<String, String>> change) {
        return backend.namespaces().on(ref, function -> {
            Map<String, String> tags = function.options().tags();
            change.accept(tags);
            requireAllowed(tags);
            function.options().tags(tags);
            function.revise(null);
            return Reply.empty(204);
        });
    }
}
