package io.coldgate.thresholds;

import java.util.Locale;

/** The platform on which functions run. */
public enum PlatformName {
    /** The Lambda on loopback that comes with the gate. */
    EMBEDDED,
    /** LocalStack or a compatible service. */
    LOCALSTACK,
    /** AWS itself. */
    AWS;

    /** The name in files: {@code embedded}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
