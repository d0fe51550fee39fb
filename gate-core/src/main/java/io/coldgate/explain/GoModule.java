package io.coldgate.explain;

import java.util.Optional;

/**
 * A Go module that packages come from.
 *
 * @param path such as {@code github.com/aws/aws-lambda-go}
 * @param version as in {@link io.coldgate.artifact.GoBuild#modules()}: {@code v1.2.3}, or {@code v1.2.3 => ./local} for
 *     a replaced one; empty for the main module and other modules of a workspace
 */
public record GoModule(String path, Optional<String> version) {
    /** Returns whether a package's import path belongs to a module. */
    public static boolean isIn(String packageName, String module) {
        return packageName.equals(module) || packageName.startsWith(module + "/");
    }
}
