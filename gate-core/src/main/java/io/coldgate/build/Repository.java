package io.coldgate.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A git repository with files.
 *
 * @param top the folder of its files
 * @param shared the folder of git's own files, which worktrees share
 */
public record Repository(Path top, Path shared) {
    /** A folder lies in no repository that git can use here; the message says why, as the end of a sentence. */
    public static final class OutsideException extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean foreign;

        OutsideException(String message, boolean foreign) {
            super(message);
            this.foreign = foreign;
        }

        /** Returns whether there is a repository, which belongs to another user. */
        public boolean isForeign() {
            return foreign;
        }

        /** Never null. */
        @Override
        public String getMessage() {
            return Objects.requireNonNull(super.getMessage());
        }
    }

    /**
     * Returns the repository that a folder lies in.
     *
     * @throws OutsideException when there is none, or one that git refuses
     */
    public static Repository of(Git git, Path folder) throws IOException, InterruptedException, OutsideException {
        Path real = folder.toRealPath();
        Git.Answer top = git.run(real, "rev-parse", "--show-toplevel");
        Git.Answer shared = git.run(real, "rev-parse", "--git-common-dir");
        if (top.isGood() && shared.isGood()) {
            return new Repository(Path.of(top.line()), real.resolve(shared.line()));
        }
        if (top.errors().contains("dubious ownership")) {
            throw new OutsideException(
                    "git refuses a repository of another user: run git config --global --add safe.directory '*', or run"
                            + " the gate as its owner",
                    true);
        }
        throw new OutsideException("git says: " + top.reason(), false);
    }
}
