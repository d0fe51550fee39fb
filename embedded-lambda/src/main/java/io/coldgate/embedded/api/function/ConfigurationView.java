package io.coldgate.embedded.api.function;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coldgate.embedded.api.wire.Json;
import io.coldgate.embedded.api.wire.Timestamps;
import java.util.List;
import java.util.Map;

/** A version as the API shows it: {@code FunctionConfiguration} (source: lambda-facts 1.3). */
public final class ConfigurationView {
    private static final String CREATING = "The function is being created.";

    private ConfigurationView() {}

    /** Returns the whole configuration, as in the responses of Get, Create and Update. */
    public static ObjectNode full(LambdaFunction function, FunctionVersion version, String arn) {
        ObjectNode json = listed(function, version, arn);
        if (version.code().image() == null) {
            json.putObject("RuntimeVersionConfig").put("RuntimeVersionArn", Arns.runtimeVersion(function.owner()));
        }
        json.put("State", version.state().text());
        if (version.state() == FunctionVersion.State.PENDING) {
            json.put("StateReason", CREATING).put("StateReasonCode", "Creating");
        } else if (version.state() == FunctionVersion.State.FAILED) {
            json.put("StateReason", String.valueOf(version.failure())).put("StateReasonCode", "InternalError");
        }
        FunctionVersion.Update update = version.update();
        if (update != null) {
            json.put("LastUpdateStatus", update.text());
            if (update == FunctionVersion.Update.IN_PROGRESS) {
                json.put("LastUpdateStatusReason", CREATING).put("LastUpdateStatusReasonCode", "Creating");
            } else if (update == FunctionVersion.Update.FAILED) {
                json.put("LastUpdateStatusReason", String.valueOf(version.failure()))
                        .put("LastUpdateStatusReasonCode", "InternalError");
            }
        }
        return json;
    }

    /** Returns the configuration without states, as in lists. */
    public static ObjectNode listed(LambdaFunction function, FunctionVersion version, String arn) {
        FunctionSettings settings = version.settings();
        ObjectNode json = Json.object();
        json.put("FunctionName", function.name())
                .put("FunctionArn", arn)
                .put("Role", settings.role())
                .put("CodeSize", version.code().zipBytes())
                .put("Description", settings.description())
                .put("Timeout", settings.timeoutSeconds())
                .put("MemorySize", settings.memoryMegabytes())
                .put("LastModified", Timestamps.lambda(version.modified()))
                .put("CodeSha256", version.code().sha256())
                .put("Version", version.version())
                .put("RevisionId", version.revisionId())
                .put("PackageType", version.code().image() == null ? "Zip" : "Image");
        if (version.code().image() == null) {
            json.put("Runtime", settings.runtime()).put("Handler", settings.handler());
        }
        json.putObject("TracingConfig").put("Mode", settings.tracingMode());
        json.set("Architectures", Json.array(List.of(settings.architecture())));
        json.putObject("EphemeralStorage").put("Size", settings.ephemeralStorageMegabytes());
        boolean optimized = function.restores(version) && version.state() == FunctionVersion.State.ACTIVE;
        json.putObject("SnapStart")
                .put("ApplyOn", settings.snapStart())
                .put("OptimizationStatus", optimized ? "On" : "Off");
        json.set("LoggingConfig", settings.logging().json(function.name()));
        putOptional(json, settings);
        return json;
    }

    /** Adds the members that only some functions have: variables, layers, and settings without an effect here. */
    private static void putOptional(ObjectNode json, FunctionSettings settings) {
        Map<String, String> environment = settings.environment();
        if (environment != null) {
            json.putObject("Environment").set("Variables", Json.object(environment));
        }
        if (!settings.layers().isEmpty()) {
            ArrayNode layers = json.putArray("Layers");
            settings.layers()
                    .forEach(layer -> layers.addObject()
                            .put("Arn", layer.arn())
                            .put("CodeSize", layer.code().zipBytes()));
        }
        settings.others().forEach((name, value) -> {
            if (name.equals(SettingsReader.IMAGE_CONFIG)) {
                json.putObject("ImageConfigResponse").set(name, value);
            } else {
                json.set(name, value);
            }
        });
    }
}
