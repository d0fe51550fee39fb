package io.coldgate.embedded.api.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Fields;
import io.coldgate.embedded.runtime.spec.LogFormat;
import io.coldgate.facts.Architectures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads settings from a request: members that are present replace the previous settings, the others stay. */
public final class SettingsReader {
    private static final Pattern ROLE =
            Pattern.compile("arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+");
    private static final Pattern HANDLER = Pattern.compile("[^\\s]+");
    private static final List<String> LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");
    private static final List<String> SYSTEM_LEVELS = List.of("DEBUG", "INFO", "WARN");
    private static final List<String> SHOWN_ONLY =
            List.of("VpcConfig", "DeadLetterConfig", "KMSKeyArn", "FileSystemConfigs");

    /** The member for images that overrides their own entry point, command and working folder. */
    static final String IMAGE_CONFIG = "ImageConfig";

    private static final int MOST_LAYERS = 5;

    private final Function<String, LayerVersion> layers;

    /** Looks layers up with {@code layers}, which fails for a layer that does not exist. */
    public SettingsReader(Function<String, LayerVersion> layers) {
        this.layers = layers;
    }

    /** The settings of a new function. */
    public FunctionSettings create(Fields in) {
        constrain(new Constraints().required("role", in.has("Role")).required("code", in.has("Code")), in)
                .verify();
        boolean image = in.text("PackageType", "Zip").equals("Image");
        if (image != in.fields("Code").has("ImageUri")) {
            throw ApiException.invalid(
                    "PackageType Image and Code.ImageUri go together, and so do Zip and Code.ZipFile.");
        }
        if (image) {
            if (in.has("Runtime") || in.has("Handler") || in.has("Layers")) {
                throw ApiException.invalid(
                        "Please don't provide a handler or runtime or layer when the intended function"
                                + " PackageType is Image.");
            }
            return read(in, FunctionSettings.DEFAULTS);
        }
        if (!in.has("Runtime") || !in.has("Handler")) {
            throw ApiException.invalid(
                    "Runtime and Handler are mandatory parameters for functions created with deployment packages.");
        }
        return read(in, FunctionSettings.DEFAULTS);
    }

    /** The settings after an update. */
    public FunctionSettings update(Fields in, FunctionSettings before) {
        constrain(new Constraints(), in).verify();
        return read(in, before);
    }

    /** The architecture that a request names, or null. Fails unless it names exactly one that exists. */
    public static @Nullable String architecture(Fields in) {
        Constraints constraints = new Constraints();
        String architecture = architecture(in, constraints);
        constraints.verify();
        return architecture;
    }

    private static @Nullable String architecture(Fields in, Constraints constraints) {
        List<String> given = in.texts("Architectures");
        if (given == null) {
            return null;
        }
        constraints.check(
                !given.isEmpty(), "architectures", "[]", "Member must have length greater than or equal to 1");
        constraints.check(
                given.size() <= 1,
                "architectures",
                given.toString(),
                "Member must have length less than or equal to 1");
        constraints.check(
                Architectures.NAMES.containsAll(given),
                "architectures",
                given.toString(),
                "Member must satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not"
                        + " be null]");
        return given.isEmpty() ? null : given.get(0);
    }

    private static Constraints constrain(Constraints constraints, Fields in) {
        Fields logging = in.fields("LoggingConfig");
        constraints
                .pattern("role", in.text("Role"), ROLE)
                .range("memorySize", in.integer("MemorySize"), 128, 10_240)
                .range("timeout", in.integer("Timeout"), 1, 900)
                .length("description", in.text("Description"), 0, 256)
                .length("handler", in.text("Handler"), 0, 128)
                .pattern("handler", in.text("Handler"), HANDLER)
                .range("ephemeralStorage.size", in.fields("EphemeralStorage").integer("Size"), 512, 10_240)
                .oneOf("packageType", in.text("PackageType"), List.of("Zip", "Image"))
                .oneOf("tracingConfig.mode", in.fields("TracingConfig").text("Mode"), List.of("PassThrough", "Active"))
                .oneOf(
                        "snapStart.applyOn",
                        in.fields("SnapStart").text("ApplyOn"),
                        List.of("PublishedVersions", "None"))
                .oneOf("loggingConfig.logFormat", logging.text("LogFormat"), List.of("JSON", "Text"))
                .oneOf("loggingConfig.applicationLogLevel", logging.text("ApplicationLogLevel"), LEVELS)
                .oneOf("loggingConfig.systemLogLevel", logging.text("SystemLogLevel"), SYSTEM_LEVELS);
        architecture(in, constraints);
        return constraints;
    }

    private FunctionSettings read(Fields in, FunctionSettings before) {
        String runtime = in.text("Runtime", before.runtime());
        if (in.has("Runtime")) {
            Runtimes.check(runtime);
        }
        String architecture = architecture(in);
        return FunctionSettings.builder()
                .role(in.text("Role", before.role()))
                .runtime(runtime)
                .handler(in.text("Handler", before.handler()))
                .description(in.text("Description", before.description()))
                .timeoutSeconds(in.integer("Timeout", before.timeoutSeconds()))
                .memoryMegabytes(in.integer("MemorySize", before.memoryMegabytes()))
                .environment(environment(in, before.environment()))
                .architecture(architecture == null ? before.architecture() : architecture)
                .ephemeralStorageMegabytes(
                        in.fields("EphemeralStorage").integer("Size", before.ephemeralStorageMegabytes()))
                .layers(layers(in, before.layers()))
                .tracingMode(in.fields("TracingConfig").text("Mode", before.tracingMode()))
                .snapStart(in.fields("SnapStart").text("ApplyOn", before.snapStart()))
                .logging(logging(in, before.logging()))
                .others(others(in, before.others()))
                .build();
    }

    private static @Nullable Map<String, String> environment(Fields in, @Nullable Map<String, String> before) {
        if (!in.has("Environment")) {
            return before;
        }
        Map<String, String> given = in.fields("Environment").map("Variables");
        Map<String, String> variables = given == null ? Map.of() : given;
        EnvironmentVariables.check(variables);
        return variables;
    }

    private List<LayerVersion> layers(Fields in, List<LayerVersion> before) {
        List<String> arns = in.texts("Layers");
        if (arns == null) {
            return before;
        }
        if (arns.size() > MOST_LAYERS) {
            throw ApiException.invalid("Cannot reference more than " + MOST_LAYERS + " layers.");
        }
        List<LayerVersion> found = arns.stream().map(layers).toList();
        if (found.stream().map(LayerVersion::layerArn).distinct().count() < found.size()) {
            throw ApiException.invalid(
                    "Two different versions of the same layer are not allowed to be referenced in the"
                            + " same function: " + String.join(", ", arns) + ".");
        }
        return found;
    }

    private static Logging logging(Fields in, Logging before) {
        if (!in.has("LoggingConfig")) {
            return before;
        }
        Fields given = in.fields("LoggingConfig");
        String wanted = given.text("LogFormat");
        LogFormat format = wanted == null ? before.format() : wanted.equals("JSON") ? LogFormat.JSON : LogFormat.TEXT;
        String group = given.text("LogGroup");
        String kept = group == null ? before.group() : group;
        if (format == LogFormat.TEXT) {
            return new Logging(format, null, null, kept);
        }
        return new Logging(
                format,
                given.text("ApplicationLogLevel", or(before.applicationLevel(), "INFO")),
                given.text("SystemLogLevel", or(before.systemLevel(), "INFO")),
                kept);
    }

    private static String or(@Nullable String value, String fallback) {
        return value == null ? fallback : value;
    }

    private static Map<String, JsonNode> others(Fields in, Map<String, JsonNode> before) {
        Map<String, JsonNode> others = new LinkedHashMap<>(before);
        for (String name : SHOWN_ONLY) {
            if (in.has(name)) {
                others.put(name, in.object().get(name));
            }
        }
        if (in.has(IMAGE_CONFIG)) {
            Fields config = in.fields(IMAGE_CONFIG);
            config.texts("EntryPoint");
            config.texts("Command");
            config.text("WorkingDirectory");
            others.put(IMAGE_CONFIG, config.object());
        }
        return others;
    }
}
