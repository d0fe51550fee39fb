package io.coldgate.platform;

import java.net.URI;
import java.util.Optional;

/**
 * Options of the platform, apart from its name.
 *
 * @param region the region; empty for the platform's own choice
 * @param endpoint the service's address; empty for the platform's own choice
 */
public record PlatformOptions(Optional<String> region, Optional<URI> endpoint) {
    /** Returns options that leave everything to the platform. */
    public static PlatformOptions none() {
        return new PlatformOptions(Optional.empty(), Optional.empty());
    }
}
