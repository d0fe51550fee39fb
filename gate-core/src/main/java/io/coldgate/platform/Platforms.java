package io.coldgate.platform;

import io.coldgate.thresholds.PlatformName;
import java.io.IOException;

/** Platforms by their names: the one place that knows which there are. */
public final class Platforms {
    private Platforms() {}

    /**
     * Starts the platform, or connects to it.
     *
     * @throws PlatformException when it cannot be used, in one line
     */
    public static Platform start(PlatformName name, PlatformOptions options) throws PlatformException {
        return switch (name) {
            case EMBEDDED -> embedded();
            case LOCALSTACK -> LocalStackPlatform.start(options, System.getenv());
            case AWS -> AwsPlatform.connect(options);
        };
    }

    private static Platform embedded() throws PlatformException {
        try {
            return EmbeddedPlatform.start();
        } catch (IOException e) {
            throw new PlatformException("the embedded Lambda cannot start: " + e.getMessage(), e);
        }
    }
}
