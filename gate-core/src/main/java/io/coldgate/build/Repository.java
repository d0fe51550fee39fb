package io.coldgate.build;

import io.coldgate.unit.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A git repository with files.
 *
 * @param top the folder of its files
 * @param shared the folder of git's own files, which worktrees share
 */
public record Repository(Path top, Path shared) {
    /**
     * Returns the repository that a folder lies in.
     *
     * @throws GitException when there is none, or when git refuses it
     */
    public static Repository of(Git git, Path folder) throws IOException, InterruptedException, GitException {
        Path real = folder.toRealPath();
        Git.Answer top = git.run(real, "rev-parse", "--show-toplevel");
        Git.Answer shared = git.run(real, "rev-parse", "--git-common-dir");
        if (top.isGood() && shared.isGood()) {
            return new Repository(Path.of(top.line()), real.resolve(shared.line()));
        }
        if (top.errors().contains("dubious ownership")) {
            throw new GitException(
                    GitException.Kind.FOREIGN,
                    new Problem(
                            Optional.empty(),
                            "",
                            "git refuses a repository of another user",
                            "run git config --global --add safe.directory '*', or run the gate as its owner"));
        }
        throw new GitException(GitException.Kind.OUTSIDE, Problem.of("git says: " + top.reason()));
    }
}
