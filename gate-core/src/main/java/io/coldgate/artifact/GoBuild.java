package io.coldgate.artifact;

import java.util.Map;
import java.util.Optional;

/**
 * Go's record of how it built a program, from the section {@code .go.buildinfo} (Go 1.18 or later).
 *
 * @param version such as {@code go1.22.1}
 * @param mainPackage its import path
 * @param module the main module and its version
 * @param settings build settings such as {@code -ldflags}, {@code CGO_ENABLED}, {@code vcs.revision}
 */
public record GoBuild(
        String version, Optional<String> mainPackage, Optional<String> module, Map<String, String> settings) {
    /** Copies the map. */
    public GoBuild {
        settings = Map.copyOf(settings);
    }
}
