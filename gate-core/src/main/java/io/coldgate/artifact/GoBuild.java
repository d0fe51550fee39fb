package io.coldgate.artifact;

import java.util.Map;
import java.util.Optional;

/**
 * Go's record of how it built a program, from the section {@code .go.buildinfo} (Go 1.18 or later).
 *
 * @param version such as {@code go1.22.1}
 * @param mainPackage its import path; {@code command-line-arguments} if it was built from named files
 * @param module the main module and its version, with a space between
 * @param settings build settings such as {@code -ldflags}, {@code CGO_ENABLED}, {@code vcs.revision}; empty for a build
 *     that was read from a results file
 * @param modules the other modules of the program's packages: path to version. A replaced module has the requested
 *     version and the built one: {@code v1.2.3 => ./local}, {@code v1.2.3 => v1.2.4},
 *     {@code v1.2.3 => example.com/fork v1.0.0}
 */
public record GoBuild(
        String version,
        Optional<String> mainPackage,
        Optional<String> module,
        Map<String, String> settings,
        Map<String, String> modules) {
    /** Go's version of a module in a local folder. */
    private static final String LOCAL = "(devel)";

    /** Copies the maps. */
    public GoBuild {
        settings = Map.copyOf(settings);
        modules = Map.copyOf(modules);
    }

    /** Returns the main module's path. */
    public Optional<String> modulePath() {
        return module.map(text -> text.split(" ", 2)[0]);
    }

    /**
     * Returns the version of a replaced module, in the format of {@link #modules()}.
     *
     * @param path the path of the module
     * @param version the requested version
     * @param otherPath the path of its replacement: a module or a folder
     * @param otherVersion the version of its replacement; empty or {@code (devel)} for a folder
     */
    public static String replaced(String path, String version, String otherPath, String otherVersion) {
        if (otherVersion.isEmpty() || otherVersion.equals(LOCAL)) {
            return version + " => " + otherPath;
        }
        return version + " => " + (otherPath.equals(path) ? "" : otherPath + " ") + otherVersion;
    }
}
