package io.coldgate.build;

import io.coldgate.thresholds.diagnostic.Location;
import java.util.List;

/** A candidate that cannot be built or packaged; nothing was deployed. The message is fit for people. */
public final class PreparationException extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean build;

    /**
     * A candidate that is not ready.
     *
     * @param build whether its build failed, as opposed to its configuration
     */
    public PreparationException(Location location, String path, String message, boolean build) {
        super(location + ": " + path + ": " + message);
        this.build = build;
    }

    /** Packages that AWS cannot start; each with its place, one a line. */
    PreparationException(List<String> lines) {
        super(String.join("\n", lines));
        this.build = false;
    }

    /** Whether the build failed, as opposed to the configuration being wrong. */
    public boolean isBuild() {
        return build;
    }
}
