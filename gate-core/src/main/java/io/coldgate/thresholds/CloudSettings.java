package io.coldgate.thresholds;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Settings that only a Lambda in a cloud has.
 *
 * @param region where the function runs; empty to take it from the environment or the profile
 * @param subnets subnets of its VPC; empty without a VPC
 * @param securityGroups security groups in its VPC
 * @param layers ARNs of layer versions, and absolute paths of local ones, in order
 * @param image the container image that it runs, by its URI in ECR, instead of a package
 * @param snapStart whether its environments are restored from a snapshot; empty when not specified
 * @param provisionedConcurrency number of environments that are kept ready
 * @param function the deployed function that it is based on
 * @param jsonLog whether its log is JSON; empty when not specified
 */
public record CloudSettings(
        Optional<String> region,
        List<String> subnets,
        List<String> securityGroups,
        List<String> layers,
        Optional<String> image,
        Optional<Boolean> snapStart,
        OptionalInt provisionedConcurrency,
        Optional<DeployedFunction> function,
        Optional<Boolean> jsonLog) {
    public static final Key<String> REGION = new Key<>("region");
    public static final Key<Void> VPC = new Key<>("vpc");
    public static final Key<List<String>> SUBNETS = VPC.below("subnets");
    public static final Key<List<String>> SECURITY_GROUPS = VPC.below("security-groups");
    public static final Key<List<String>> LAYERS = new Key<>("layers");
    public static final Key<String> IMAGE = new Key<>("image");
    public static final Key<Boolean> SNAP_START = new Key<>("snap-start");
    public static final Key<Integer> PROVISIONED_CONCURRENCY = new Key<>("provisioned-concurrency");
    public static final Key<DeployedFunction> FUNCTION = new Key<>("function");

    /** The format of the log: true for JSON; written as {@code text} or {@code json} in the file. */
    public static final Key<Boolean> LOG_FORMAT = new Key<>("log-format");

    /** No settings at all. */
    public static final CloudSettings NONE = new CloudSettings(
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty());

    /**
     * A function that somebody else deployed.
     *
     * @param name its name
     * @param qualifier the alias or version to use; empty for the unpublished version
     * @param inPlace whether the function itself is measured rather than a copy
     */
    public record DeployedFunction(String name, Optional<String> qualifier, boolean inPlace) {}

    /** Copies the lists. */
    public CloudSettings {
        subnets = List.copyOf(subnets);
        securityGroups = List.copyOf(securityGroups);
        layers = List.copyOf(layers);
    }

    /** Returns the settings with the layers and the image replaced, if given. */
    CloudSettings with(Optional<List<String>> otherLayers, Optional<String> otherImage) {
        return new CloudSettings(
                region,
                subnets,
                securityGroups,
                otherLayers.orElse(layers),
                otherImage.or(() -> image),
                snapStart,
                provisionedConcurrency,
                function,
                jsonLog);
    }

    /** Returns the settings in another region. */
    CloudSettings inRegion(String other) {
        return new CloudSettings(
                Optional.of(other),
                subnets,
                securityGroups,
                layers,
                image,
                snapStart,
                provisionedConcurrency,
                function,
                jsonLog);
    }

    /** Returns whether the function itself is measured rather than a copy. */
    public boolean isInPlace() {
        return function.isPresent() && function.get().inPlace();
    }

    /** Returns whether a layer is a folder or a zip in the repository. */
    public static boolean isLocal(String layer) {
        return !layer.startsWith("arn:");
    }

    /** Returns the layers that are folders or zips in the repository. */
    public List<String> localLayers() {
        return layers.stream().filter(CloudSettings::isLocal).toList();
    }
}
