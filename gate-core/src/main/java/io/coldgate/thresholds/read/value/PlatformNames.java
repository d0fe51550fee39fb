package io.coldgate.thresholds.read.value;

import io.coldgate.thresholds.PlatformName;
import java.util.Optional;

/** Platforms by name, as written in files. */
public final class PlatformNames {
    private PlatformNames() {}

    /** Returns the platform of that name, if there is one. */
    public static Optional<PlatformName> ofKey(String key) {
        for (PlatformName platform : PlatformName.values()) {
            if (platform.key().equals(key)) {
                return Optional.of(platform);
            }
        }
        return Optional.empty();
    }
}
