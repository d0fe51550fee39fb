package io.coldgate.thresholds;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The target on which a function runs.
 *
 * @param platform the platform
 * @param endpoint a running LocalStack on this machine
 * @param cloud settings that only a Lambda in a cloud has
 */
public record Target(PlatformName platform, Optional<URI> endpoint, CloudSettings cloud) {
    public static final Key<PlatformName> PLATFORM = new Key<>("platform");

    /** Settings that differ by platform. */
    public static final Key<Void> PLATFORMS = new Key<>("platforms");

    public static final Key<URI> ENDPOINT = new Key<>("endpoint");

    /** The name of the endpoint in messages: it is a setting of one platform. */
    public static final Key<URI> LOCALSTACK_ENDPOINT =
            PLATFORMS.<Void>below(PlatformName.LOCALSTACK.key()).below(ENDPOINT.name());

    /** Returns the target with the layers and the image replaced, if given. */
    Target with(Optional<List<String>> layers, Optional<String> image) {
        return new Target(platform, endpoint, cloud.with(layers, image));
    }

    /** Returns the target in another region. */
    Target inRegion(String region) {
        return new Target(platform, endpoint, cloud.inRegion(region));
    }
}
