package io.coldgate.cli.forge;

import io.coldgate.forge.StickyComment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The comment that is kept up to date on a forge. */
final class CommentOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--no-comment",
            negatable = true,
            description = "Comment on the pull or merge request, the default; --no-comment writes none.")
    private boolean wanted = true;

    @Option(
            names = "--comment-mode",
            paramLabel = "MODE",
            description = "update edits the earlier comment (default), recreate deletes it and writes a new one,"
                    + " on-failure creates one only when the gate did not pass.")
    private String mode = "update";

    @Option(
            names = "--comment-name",
            paramLabel = "NAME",
            description = "The comment's name, where a pull or merge request has several (default: ${DEFAULT-VALUE}).")
    private String name = "coldgate";

    @Option(names = "--artifact-url", paramLabel = "URL", description = "Where the run's files can be downloaded.")
    private @Nullable String artifactUrl;

    boolean isWanted() {
        return wanted;
    }

    StickyComment.Mode mode() {
        return switch (mode) {
            case "update" -> StickyComment.Mode.UPDATE;
            case "recreate" -> StickyComment.Mode.RECREATE;
            case "on-failure" -> StickyComment.Mode.ON_FAILURE;
            default -> throw wrong("--comment-mode " + mode + ": must be one of: update, recreate, on-failure");
        };
    }

    String name() {
        if (!StickyComment.isName(name)) {
            throw wrong("--comment-name " + name + ": letters, digits, dots, hyphens and underscores, up to 60");
        }
        return name;
    }

    Optional<String> artifact() {
        if (artifactUrl != null && !artifactUrl.matches("(https?://[A-Za-z0-9._:/-]+)?")) {
            throw wrong("--artifact-url " + artifactUrl + ": not an address");
        }
        return Optional.ofNullable(artifactUrl).filter(url -> !url.isEmpty());
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
