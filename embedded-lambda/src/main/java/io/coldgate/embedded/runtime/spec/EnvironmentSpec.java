package io.coldgate.embedded.runtime.spec;

import com.google.auto.value.AutoBuilder;
import io.coldgate.embedded.runtime.code.StoredCode;
import java.util.List;
import java.util.Map;

/**
 * The specification from which an execution environment is made. Environments are shared only between calls of the same
 * {@link #revision()}.
 *
 * @param functionName the bare name
 * @param version {@code $LATEST} or a published number
 * @param revision unique for every update of code or configuration, so that an update leaves old environments behind
 * @param code the function's package
 * @param layers packages for /opt, in order; a later one takes precedence
 * @param runtime Lambda's runtime identifier, such as {@code provided.al2023}
 * @param handler Lambda's handler string; empty for none
 * @param architecture {@code x86_64} or {@code arm64}
 * @param environment the user's variables
 * @param memoryMegabytes the memory setting, in units of 2^20 bytes
 * @param timeoutSeconds the function's timeout
 * @param logFormat the format of platform lines
 * @param logGroup the log group's name
 * @param region the region in which the function appears to run
 * @param account the account to which the function appears to belong
 * @param initialization the reason for its start
 */
public record EnvironmentSpec(
        String functionName,
        String version,
        String revision,
        StoredCode code,
        List<StoredCode> layers,
        String runtime,
        String handler,
        String architecture,
        Map<String, String> environment,
        int memoryMegabytes,
        int timeoutSeconds,
        LogFormat logFormat,
        String logGroup,
        String region,
        String account,
        InitializationType initialization) {
    /** Copies the collections. */
    public EnvironmentSpec {
        layers = List.copyOf(layers);
        environment = Map.copyOf(environment);
    }

    /** Returns the specification with another reason for the start. */
    public EnvironmentSpec with(InitializationType other) {
        return toBuilder().initialization(other).build();
    }

    /** Returns a builder on which every component must be set. */
    public static Builder builder() {
        return new AutoBuilder_EnvironmentSpec_Builder();
    }

    private Builder toBuilder() {
        return new AutoBuilder_EnvironmentSpec_Builder(this);
    }

    /** Sets components one by one; see {@link EnvironmentSpec} for their meaning. */
    @AutoBuilder
    public interface Builder {
        Builder functionName(String functionName);

        Builder version(String version);

        Builder revision(String revision);

        Builder code(StoredCode code);

        Builder layers(List<StoredCode> layers);

        Builder runtime(String runtime);

        Builder handler(String handler);

        Builder architecture(String architecture);

        Builder environment(Map<String, String> environment);

        Builder memoryMegabytes(int memoryMegabytes);

        Builder timeoutSeconds(int timeoutSeconds);

        Builder logFormat(LogFormat logFormat);

        Builder logGroup(String logGroup);

        Builder region(String region);

        Builder account(String account);

        Builder initialization(InitializationType initialization);

        EnvironmentSpec build();
    }
}
