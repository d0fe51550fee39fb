package io.coldgate.embedded.api.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.auto.value.AutoBuilder;
import io.coldgate.facts.Architectures;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a function, apart from its code.
 *
 * @param role the execution role's ARN; the role is never assumed
 * @param runtime Lambda's runtime identifier
 * @param handler Lambda's handler string
 * @param description free text
 * @param timeoutSeconds 1 to 900
 * @param memoryMegabytes 128 to 10240
 * @param environment the variables; null if never given, a difference that the API shows
 * @param architecture {@code x86_64} or {@code arm64}
 * @param ephemeralStorageMegabytes size of /tmp; shown, not enforced
 * @param layers the layers that are unpacked below /opt, in order
 * @param tracingMode {@code PassThrough} or {@code Active}; shown, without an effect
 * @param snapStart {@code None} or {@code PublishedVersions}; has an effect only with a model
 * @param logging the configuration of the function's log
 * @param others settings that are kept and shown but have no effect here, such as {@code VpcConfig}
 */
public record FunctionSettings(
        String role,
        String runtime,
        String handler,
        String description,
        int timeoutSeconds,
        int memoryMegabytes,
        @Nullable Map<String, String> environment,
        String architecture,
        int ephemeralStorageMegabytes,
        List<LayerVersion> layers,
        String tracingMode,
        String snapStart,
        Logging logging,
        Map<String, JsonNode> others) {
    /** Lambda's defaults (source: lambda-facts 1.3). */
    static final FunctionSettings DEFAULTS = builder()
            .role("")
            .runtime("")
            .handler("")
            .description("")
            .timeoutSeconds(3)
            .memoryMegabytes(128)
            .architecture(Architectures.DEFAULT)
            .ephemeralStorageMegabytes(512)
            .layers(List.of())
            .tracingMode("PassThrough")
            .snapStart("None")
            .logging(Logging.TEXT)
            .others(Map.of())
            .build();

    /** Copies the collections; the variables keep their order. */
    public FunctionSettings {
        layers = List.copyOf(layers);
        environment = environment == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    /** Returns the settings with another description. */
    FunctionSettings withDescription(String other) {
        return toBuilder().description(other).build();
    }

    /** Returns the settings for another architecture. */
    public FunctionSettings withArchitecture(String other) {
        return toBuilder().architecture(other).build();
    }

    /** Returns a builder on which every component except the variables must be set. */
    static Builder builder() {
        return new AutoBuilder_FunctionSettings_Builder();
    }

    private Builder toBuilder() {
        return new AutoBuilder_FunctionSettings_Builder(this);
    }

    /** Sets components one by one; see {@link FunctionSettings} for their meaning. */
    @AutoBuilder
    interface Builder {
        Builder role(String role);

        Builder runtime(String runtime);

        Builder handler(String handler);

        Builder description(String description);

        Builder timeoutSeconds(int timeoutSeconds);

        Builder memoryMegabytes(int memoryMegabytes);

        Builder environment(@Nullable Map<String, String> environment);

        Builder architecture(String architecture);

        Builder ephemeralStorageMegabytes(int ephemeralStorageMegabytes);

        Builder layers(List<LayerVersion> layers);

        Builder tracingMode(String tracingMode);

        Builder snapStart(String snapStart);

        Builder logging(Logging logging);

        Builder others(Map<String, JsonNode> others);

        FunctionSettings build();
    }
}
