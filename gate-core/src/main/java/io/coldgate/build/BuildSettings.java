package io.coldgate.build;

import io.coldgate.artifact.GoBuild;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The settings of a Go build that can change the time of a start, in a form that is the same in each checkout and names
 * no version. The names are those of {@code go version -m} (Go's runtime/debug.BuildSetting).
 */
final class BuildSettings {
    private static final Set<String> KEPT = Set.of(
            "-asan",
            "-asmflags",
            "-buildmode",
            "-compiler",
            "-cover",
            "-covermode",
            "-gcflags",
            "-ldflags",
            "-msan",
            "-pgo",
            "-race",
            "-tags",
            "CGO_ENABLED",
            "DefaultGODEBUG",
            "GOAMD64",
            "GOARCH",
            "GOARM64",
            "GOEXPERIMENT",
            "GOFIPS140");

    /** Values of variables that the linker sets, such as a version: they cost nothing, and may be secret. */
    private static final Pattern LINKED_VALUE = Pattern.compile("-X[= ]('[^']*'|\"[^\"]*\"|\\S+)\\s*");

    private BuildSettings() {}

    static Map<String, String> of(GoBuild build) {
        Map<String, String> settings = new TreeMap<>();
        build.settings().forEach((name, value) -> {
            String shown = shown(name, value);
            if (KEPT.contains(name) && !shown.isEmpty()) {
                settings.put(name, shown);
            }
        });
        return settings;
    }

    private static String shown(String name, String value) {
        return switch (name) {
            case "-ldflags" -> LINKED_VALUE.matcher(value).replaceAll("").strip();
            // The profile lies in the checkout, whose folder is another one for each arm.
            case "-pgo" -> value.substring(value.lastIndexOf('/') + 1);
            default -> value;
        };
    }
}
