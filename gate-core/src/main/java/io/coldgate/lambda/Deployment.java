package io.coldgate.lambda;

import com.google.auto.value.AutoBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/**
 * A function to measure: one that the gate deploys, or an existing one in place.
 *
 * @param name the deployed name, at most 64 characters
 * @param code its code
 * @param runtime Lambda's runtime identifier; not sent for an image
 * @param handler Lambda's handler; not sent for an image
 * @param architecture {@code x86_64} or {@code arm64}
 * @param memoryMegabytes memory setting, in units of 2^20 bytes
 * @param timeoutSeconds the function's timeout
 * @param environment the user's variables
 * @param role execution role's ARN
 * @param tags tags by which {@code clean} finds it again
 * @param options rarely used options
 */
public record Deployment(
        String name,
        Code code,
        String runtime,
        String handler,
        String architecture,
        int memoryMegabytes,
        int timeoutSeconds,
        Map<String, String> environment,
        String role,
        Map<String, String> tags,
        Options options) {
    /**
     * Options of a deployment that are rarely given.
     *
     * @param subnets subnets of its VPC; empty without a VPC
     * @param securityGroups security groups in its VPC
     * @param layers ARNs of layer versions, in order
     * @param jsonLog whether its log is JSON; empty for the platform's default
     * @param mode how its environments are created
     * @param like an existing function, whose settings are used if nothing else specifies them
     */
    public record Options(
            List<String> subnets,
            List<String> securityGroups,
            List<String> layers,
            Optional<Boolean> jsonLog,
            StartMode mode,
            Optional<FunctionConfiguration> like) {
        /** No options at all. */
        public static final Options NONE = new Options(
                List.of(), List.of(), List.of(), Optional.empty(), new StartMode.OnDemand(), Optional.empty());

        /** Copies the lists. */
        public Options {
            subnets = List.copyOf(subnets);
            securityGroups = List.copyOf(securityGroups);
            layers = List.copyOf(layers);
        }

        /** Returns the options with other layers, if given. */
        public Options withLayers(Optional<List<String>> others) {
            return new Options(subnets, securityGroups, others.orElse(layers), jsonLog, mode, like);
        }
    }

    /** Copies the maps. */
    public Deployment {
        environment = Map.copyOf(environment);
        tags = Map.copyOf(tags);
    }

    /** Returns the same function under another name. */
    public Deployment named(String other) {
        return toBuilder().name(other).build();
    }

    /** Returns the same function with another start mode. */
    public Deployment startedBy(StartMode mode) {
        Options changed = new Options(
                options.subnets(), options.securityGroups(), options.layers(), options.jsonLog(), mode, options.like());
        return toBuilder().options(changed).build();
    }

    /** Returns whether the gate deploys the function itself: only such functions are tagged, created and deleted. */
    public boolean isOwn() {
        return tags.containsKey(OwnFunction.TAG);
    }

    /** Returns how its environments are created. */
    public StartMode mode() {
        return options.mode();
    }

    /** Returns a builder of a deployment without variables, tags and options. */
    public static Builder builder() {
        return new AutoBuilder_Deployment_Builder()
                .environment(Map.of())
                .tags(Map.of())
                .options(Options.NONE);
    }

    /** Returns a builder with all components of this deployment. */
    public Builder toBuilder() {
        return new AutoBuilder_Deployment_Builder(this);
    }

    /** Sets components one by one; see {@link Deployment} for their meaning. */
    @AutoBuilder
    public interface Builder {
        Builder name(String name);

        Builder code(Code code);

        Builder runtime(String runtime);

        Builder handler(String handler);

        Builder architecture(String architecture);

        Builder memoryMegabytes(int memoryMegabytes);

        Builder timeoutSeconds(int timeoutSeconds);

        Builder environment(Map<String, String> environment);

        Builder role(String role);

        Builder tags(Map<String, String> tags);

        Builder options(Options options);

        Deployment build();
    }
}
