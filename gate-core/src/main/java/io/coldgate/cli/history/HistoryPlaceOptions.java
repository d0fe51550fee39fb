package io.coldgate.cli.history;

import io.coldgate.run.RunException;
import io.coldgate.run.history.HistoryPlace;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options for the place of the history: the same for all of its commands. */
final class HistoryPlaceOptions {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "The folder of the history (default: " + HistoryPlace.USUAL_FOLDER + ").")
    private @Nullable Path folder;

    @Option(
            names = "--branch",
            paramLabel = "NAME",
            description = "Keep the history on this git branch instead, such as coldgate-history. The checkout is not"
                    + " touched.")
    private @Nullable String branch;

    @Option(
            names = "--remote",
            paramLabel = "NAME",
            description = "The remote to fetch the branch from and push it to (default: origin, where there is one).")
    private @Nullable String remote;

    @Option(names = "--local", description = "Neither fetch the branch nor push it.")
    private boolean local;

    HistoryPlace place() throws RunException, InterruptedException {
        if (branch == null) {
            if (remote != null || local) {
                throw mistake((local ? "--local" : "--remote") + " applies to --branch only");
            }
            return new HistoryPlace.Folder(folder == null ? Path.of(HistoryPlace.USUAL_FOLDER) : folder);
        }
        if (folder != null) {
            throw mistake("--dir and --branch exclude each other");
        }
        if (remote != null && local) {
            throw mistake("--remote and --local exclude each other");
        }
        return HistoryPlace.branch(Path.of("").toAbsolutePath(), branch, Optional.ofNullable(remote), local);
    }

    private ParameterException mistake(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
