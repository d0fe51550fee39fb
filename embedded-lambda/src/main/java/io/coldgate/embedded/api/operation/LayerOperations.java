package io.coldgate.embedded.api.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coldgate.embedded.api.function.Constraints;
import io.coldgate.embedded.api.function.FunctionCode;
import io.coldgate.embedded.api.function.LayerVersion;
import io.coldgate.embedded.api.function.Layers;
import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Call;
import io.coldgate.embedded.api.wire.Fields;
import io.coldgate.embedded.api.wire.Json;
import io.coldgate.embedded.api.wire.Reply;
import io.coldgate.embedded.api.wire.Timestamps;
import io.coldgate.embedded.runtime.code.StoredCode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Layers (source of rules: lambda-facts 1.6). */
final class LayerOperations implements Operations {
    private static final Pattern NAME =
            Pattern.compile("(arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:layer:)?([a-zA-Z0-9-_]+)");
    private static final Pattern VERSION_ARN = Pattern.compile(
            "arn:(aws[a-zA-Z-]*)?:lambda:[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:layer:([a-zA-Z0-9-_]"
                    + "+):([0-9]+)");
    private static final int NAME_GROUP = 2;
    private static final int ARN_NAME_GROUP = 6;
    private static final int ARN_NUMBER_GROUP = 7;
    private static final int MOST_NAME_CHARS = 140;
    private static final String MISSING = "The resource you requested does not exist.";

    private final Backend backend;

    LayerOperations(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Reply handle(Call call) throws IOException {
        return switch (call.operation()) {
            case PUBLISH_LAYER -> publish(call);
            case LIST_LAYER_VERSIONS -> listVersions(call);
            case GET_LAYER_VERSION -> get(call);
            case DELETE_LAYER_VERSION -> delete(call);
            case LIST_LAYERS -> call.parameter("find") == null ? list(call) : getByArn(call);
            default -> throw new IllegalArgumentException(call.operation().title());
        };
    }

    private Layers layers(Call call) {
        return backend.namespaces().of(call.caller()).layers();
    }

    private static String name(Call call) {
        String given = call.path().get(0);
        Matcher match = NAME.matcher(given);
        boolean matches = match.matches();
        new Constraints()
                .length("layerName", given, 1, MOST_NAME_CHARS)
                .check(matches, "layerName", given, "Member must satisfy regular expression pattern: " + NAME.pattern())
                .verify();
        return match.group(NAME_GROUP);
    }

    private Reply publish(Call call) throws IOException {
        Fields in = new Fields(call.json());
        String name = name(call);
        new Constraints()
                .required("content", in.has("Content"))
                .length("description", in.text("Description"), 0, 256)
                .length("licenseInfo", in.text("LicenseInfo"), 0, 512)
                .verify();
        StoredCode code = backend.code().take(in.fields("Content"));
        FunctionCode.requireFits(code, List.of());
        List<String> runtimes = in.texts("CompatibleRuntimes");
        List<String> architectures = in.texts("CompatibleArchitectures");
        LayerVersion version = layers(call)
                .publish(
                        name,
                        number -> new LayerVersion(
                                call.caller(),
                                name,
                                number,
                                code,
                                in.text("Description", ""),
                                Instant.now(),
                                runtimes,
                                architectures,
                                in.text("LicenseInfo")));
        return Reply.json(201, view(version, true));
    }

    private Reply get(Call call) {
        int number = number(call);
        LayerVersion version = layers(call).find(name(call), number);
        if (version == null) {
            throw ApiException.notFound(MISSING);
        }
        return Reply.json(200, view(version, true));
    }

    private Reply getByArn(Call call) {
        String arn = call.parameter("Arn");
        new Constraints()
                .required("arn", arn != null)
                .pattern("arn", arn, VERSION_ARN)
                .verify();
        Matcher match = VERSION_ARN.matcher(arn == null ? "" : arn);
        LayerVersion version = match.matches()
                ? layers(call).find(match.group(ARN_NAME_GROUP), Layers.number(match.group(ARN_NUMBER_GROUP)))
                : null;
        if (version == null) {
            throw ApiException.notFound(MISSING);
        }
        return Reply.json(200, view(version, true));
    }

    private static int number(Call call) {
        int number = Layers.number(call.path().get(1));
        if (number < 1) {
            throw ApiException.invalid("Layer Version Cannot be less than 1");
        }
        return number;
    }

    private Reply delete(Call call) {
        layers(call).remove(name(call), number(call));
        return Reply.empty(204);
    }

    private Reply listVersions(Call call) {
        List<ObjectNode> items = layers(call).versions(name(call)).stream()
                .filter(version -> suits(call, version))
                .map(version -> view(version, false))
                .toList();
        return Page.of(call, "LayerVersions", items);
    }

    private Reply list(Call call) {
        List<ObjectNode> items = layers(call).newest().stream()
                .filter(version -> suits(call, version))
                .map(LayerOperations::summary)
                .toList();
        return Page.of(call, "Layers", items);
    }

    private static ObjectNode summary(LayerVersion version) {
        ObjectNode json = Json.object().put("LayerName", version.name()).put("LayerArn", version.layerArn());
        json.set("LatestMatchingVersion", common(version));
        return json;
    }

    private static boolean suits(Call call, LayerVersion version) {
        return suits(call.parameter("CompatibleRuntime"), version.runtimes())
                && suits(call.parameter("CompatibleArchitecture"), version.architectures());
    }

    private static boolean suits(@Nullable String wanted, @Nullable List<String> offered) {
        return wanted == null || (offered != null && offered.contains(wanted));
    }

    private ObjectNode view(LayerVersion version, boolean withContent) {
        ObjectNode json = common(version);
        if (withContent) {
            json.put("LayerArn", version.layerArn());
            json.putObject("Content")
                    .put("Location", backend.location(version.code()))
                    .put("CodeSha256", version.code().sha256())
                    .put("CodeSize", version.code().zipBytes());
        }
        return json;
    }

    private static ObjectNode common(LayerVersion version) {
        ObjectNode json = Json.object()
                .put("LayerVersionArn", version.arn())
                .put("Version", version.number())
                .put("Description", version.description())
                .put("CreatedDate", Timestamps.lambda(version.created()));
        if (version.runtimes() != null) {
            json.set("CompatibleRuntimes", Json.array(version.runtimes()));
        }
        if (version.architectures() != null) {
            json.set("CompatibleArchitectures", Json.array(version.architectures()));
        }
        if (version.license() != null) {
            json.put("LicenseInfo", version.license());
        }
        return json;
    }
}
