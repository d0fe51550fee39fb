package io.coldgate.thresholds;

import java.util.Optional;

/** Platforms by their names in files. */
final class PlatformNames {
    private PlatformNames() {}

    static Optional<PlatformName> ofKey(String key) {
        for (PlatformName platform : PlatformName.values()) {
            if (platform.key().equals(key)) {
                return Optional.of(platform);
            }
        }
        return Optional.empty();
    }
}
