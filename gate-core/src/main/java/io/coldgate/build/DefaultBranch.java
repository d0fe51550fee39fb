package io.coldgate.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The branch that changes are compared with, in an existing repository.
 *
 * @param folder the folder that paths are relative to
 * @param ref its name as {@code baseline.ref} takes it, such as {@code origin/main}
 */
public record DefaultBranch(Path folder, String ref) {
    private static final List<String> USUAL = List.of("origin/main", "origin/master", "main", "master");
    private static final String REMOTE = "refs/remotes/origin/HEAD";

    /**
     * Returns the default branch of the remote, or one with a usual name; empty outside of a repository, and in one
     * without commits.
     */
    public static Optional<DefaultBranch> of(Path folder) throws InterruptedException {
        Git git = new Git("git");
        try {
            Git.Answer remote = git.run(folder, "symbolic-ref", "--quiet", "--short", REMOTE);
            if (remote.isGood() && git.commit(folder, remote.line()).isPresent()) {
                return Optional.of(new DefaultBranch(folder, remote.line()));
            }
            for (String ref : USUAL) {
                if (git.commit(folder, ref).isPresent()) {
                    return Optional.of(new DefaultBranch(folder, ref));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            // Without git, there is no ref to compare with either.
            return Optional.empty();
        }
    }

    /**
     * Returns whether the branch contains that file or folder.
     *
     * @param path relative to the folder
     */
    public boolean has(String path) throws InterruptedException {
        try {
            return new Git("git")
                    .run(folder, "cat-file", "-e", ref + ":./" + path)
                    .isGood();
        } catch (IOException e) {
            return false;
        }
    }
}
