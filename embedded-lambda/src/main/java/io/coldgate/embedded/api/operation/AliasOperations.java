package io.coldgate.embedded.api.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coldgate.embedded.api.function.Alias;
import io.coldgate.embedded.api.function.Constraints;
import io.coldgate.embedded.api.function.FunctionRef;
import io.coldgate.embedded.api.function.FunctionVersion;
import io.coldgate.embedded.api.function.LambdaFunction;
import io.coldgate.embedded.api.function.ProvisionedConfig;
import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Call;
import io.coldgate.embedded.api.wire.Fields;
import io.coldgate.embedded.api.wire.Json;
import io.coldgate.embedded.api.wire.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Aliases (source of rules and texts: lambda-facts 1.6). */
final class AliasOperations implements Operations {
    private static final Pattern NAME = Pattern.compile("(?!^[0-9]+$)([a-zA-Z0-9-_]+)");
    private static final Pattern VERSION = Pattern.compile("(\\$LATEST|[0-9]+)");
    private static final int MOST_NAME_CHARS = 128;
    private static final int MOST_VERSION_CHARS = 1_024;

    private final Backend backend;

    AliasOperations(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Reply handle(Call call) throws IOException {
        return switch (call.operation()) {
            case CREATE_ALIAS -> create(call);
            case LIST_ALIASES -> list(call);
            case GET_ALIAS -> get(call);
            case UPDATE_ALIAS -> update(call);
            case DELETE_ALIAS -> delete(call);
            default -> throw new IllegalArgumentException(call.operation().title());
        };
    }

    private <T> T on(Call call, LambdaFunction.Work<T, RuntimeException> work) {
        FunctionRef ref = backend.ref(call);
        return backend.namespaces().on(ref, "Function not found: " + ref.unqualifiedArn(), work);
    }

    private Reply create(Call call) throws IOException {
        Fields in = new Fields(call.json());
        String name = in.text("Name");
        String version = in.text("FunctionVersion");
        new Constraints()
                .required("name", name != null)
                .required("functionVersion", version != null)
                .length("name", name, 1, MOST_NAME_CHARS)
                .pattern("name", name, NAME)
                .pattern("functionVersion", version, VERSION)
                .length("functionVersion", version, 1, MOST_VERSION_CHARS)
                .verify();
        return on(call, function -> create(function, in));
    }

    private static Reply create(LambdaFunction function, Fields in) {
        Map<String, Double> weights = weights(in, Map.of());
        Alias alias =
                Alias.of(in.text("Name", ""), in.text("FunctionVersion", ""), in.text("Description", ""), weights);
        requireTargets(function, alias);
        if (!function.aliases().add(alias)) {
            throw ApiException.conflict("Alias already exists: " + arn(function, alias.name()));
        }
        return Reply.json(201, view(function, alias));
    }

    private Reply update(Call call) throws IOException {
        Fields in = new Fields(call.json());
        String version = in.text("FunctionVersion");
        new Constraints().pattern("functionVersion", version, VERSION).verify();
        return on(call, function -> update(function, call.path().get(1), in));
    }

    private static Reply update(LambdaFunction function, String name, Fields in) {
        Alias before = function.aliases().find(name);
        if (before == null) {
            throw ApiException.notFound("Alias not found: " + arn(function, name));
        }
        Alias after = Alias.of(
                name,
                in.text("FunctionVersion", before.version()),
                in.text("Description", before.description()),
                weights(in, before.weights()));
        requireTargets(function, after);
        function.aliases().replace(in.text("RevisionId"), before, after);
        return Reply.json(200, view(function, after));
    }

    private static Map<String, Double> weights(Fields in, Map<String, Double> before) {
        if (!in.has("RoutingConfig")) {
            return before;
        }
        ObjectNode given =
                in.fields("RoutingConfig").fields("AdditionalVersionWeights").object();
        Constraints constraints = new Constraints();
        Map<String, Double> weights = new TreeMap<>();
        String member = "routingConfig.additionalVersionWeights";
        for (Map.Entry<String, JsonNode> weight : given.properties()) {
            double share = weight.getValue().asDouble(-1);
            constraints.check(
                    FunctionRef.isVersion(weight.getKey()),
                    member,
                    Json.text(given),
                    "Map keys must satisfy constraint: [Member must have length less than or equal to 1024, Member must"
                            + " have length greater than or equal to 1, Member must satisfy regular expression pattern:"
                            + " [0-9]+, Member must not be null]");
            constraints.check(
                    share >= 0 && share <= 1,
                    member,
                    Json.text(given),
                    "Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must"
                            + " have value greater than or equal to 0.0, Member must not be null]");
            weights.put(weight.getKey(), share);
        }
        constraints.verify();
        return weights;
    }

    private static void requireTargets(LambdaFunction function, Alias alias) {
        if (alias.weights().size() > 1) {
            throw ApiException.invalid("Number of items in AdditionalVersionWeights cannot be greater than 1");
        }
        if (alias.weights().containsKey(alias.version())) {
            throw ApiException.invalid("Invalid function version " + alias.version() + ". Function version "
                    + alias.version() + " is already included in routing configuration.");
        }
        if (!alias.weights().isEmpty() && alias.version().equals(FunctionRef.LATEST)) {
            throw ApiException.invalid("$LATEST is not supported for an alias pointing to more than 1 version");
        }
        requireVersion(function, alias.version());
        alias.weights().keySet().forEach(version -> requireVersion(function, version));
    }

    private static void requireVersion(LambdaFunction function, String version) {
        if (function.find(version) == null) {
            throw ApiException.notFound("Function not found: " + arn(function, version));
        }
    }

    private Reply get(Call call) {
        return on(call, function -> get(function, call.path().get(1)));
    }

    private static Reply get(LambdaFunction function, String name) {
        Alias alias = function.aliases().find(name);
        if (alias == null) {
            throw ApiException.notFound("Cannot find alias arn: " + arn(function, name));
        }
        return Reply.json(200, view(function, alias));
    }

    private Reply list(Call call) {
        String version = call.parameter("FunctionVersion");
        List<ObjectNode> items = on(
                call,
                function -> function.aliases().all().stream()
                        .filter(alias -> version == null || alias.version().equals(version))
                        .map(alias -> view(function, alias))
                        .toList());
        return Page.of(call, "Aliases", items);
    }

    private Reply delete(Call call) {
        return on(call, function -> delete(function, call.path().get(1)));
    }

    private Reply delete(LambdaFunction function, String name) {
        ProvisionedConfig config = function.options().provisioned().get(name);
        FunctionVersion provisioned = config == null ? null : function.find(config.version());
        if (function.aliases().remove(name)) {
            backend.urls().delete(function, name);
        }
        if (provisioned != null) {
            backend.lifecycle().unprovision(function, provisioned);
        }
        return Reply.empty(204);
    }

    private static String arn(LambdaFunction function, String qualifier) {
        return function.arn() + ":" + qualifier;
    }

    private static ObjectNode view(LambdaFunction function, Alias alias) {
        ObjectNode json = Json.object()
                .put("AliasArn", arn(function, alias.name()))
                .put("Name", alias.name())
                .put("FunctionVersion", alias.version())
                .put("Description", alias.description())
                .put("RevisionId", alias.revisionId());
        if (!alias.weights().isEmpty()) {
            ObjectNode weights = json.putObject("RoutingConfig").putObject("AdditionalVersionWeights");
            alias.weights().forEach(weights::put);
        }
        return json;
    }
}
