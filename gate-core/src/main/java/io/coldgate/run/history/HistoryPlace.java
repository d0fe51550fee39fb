package io.coldgate.run.history;

import io.coldgate.build.FolderBranch;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.unit.Pacing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The place of a history: a folder, or a branch of git. */
public sealed interface HistoryPlace {
    /** The folder when nobody names one. */
    String USUAL_FOLDER = ".coldgate-history";

    /** A folder. */
    record Folder(Path path) implements HistoryPlace {}

    /**
     * A branch.
     *
     * @param repository any folder of the repository
     * @param name the branch's name
     * @param remote the remote to fetch it from and push it to; empty for none
     * @param pacing how long pauses between attempts are
     */
    record Branch(Path repository, String name, Optional<String> remote, Pacing pacing) implements HistoryPlace {
        /** Opens it. */
        FolderBranch open() {
            return new FolderBranch(repository, name, remote, pacing);
        }
    }

    /**
     * Returns a branch with its remote: the named one, else {@code origin} where there is one.
     *
     * @throws RunException with exit code 2 when git cannot be run
     */
    static Branch branch(Path repository, String name, Optional<String> remote, boolean local)
            throws RunException, InterruptedException {
        try {
            Optional<String> used = local || remote.isPresent() ? remote : FolderBranch.usualRemote(repository);
            return new Branch(repository, name, used, Pacing.SYSTEM);
        } catch (IOException e) {
            throw new RunException(ExitCode.USAGE, "--branch " + name + ": cannot run git: install it");
        }
    }
}
