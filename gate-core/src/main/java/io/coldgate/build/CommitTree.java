package io.coldgate.build;

import io.coldgate.unit.Disk;
import io.coldgate.unit.LockedFile;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A git worktree that belongs to the gate, in which one commit after the other is checked out. It is within git's own
 * folder, so the user's files are never touched. If a killed run leaves it behind, the next run removes it.
 */
public final class CommitTree implements AutoCloseable {
    private final Git git;
    private final Path top;
    private final Path tree;
    private final FileChannel lock;

    private CommitTree(Git git, Path top, Path tree, FileChannel lock) {
        this.git = git;
        this.top = top;
        this.tree = tree;
        this.lock = lock;
    }

    /**
     * Opens the tree of a repository. Nothing is checked out yet.
     *
     * @param folder any folder of the repository
     * @throws GitException when another run uses it, or the folder is not in a repository
     */
    public static CommitTree open(Path folder) throws IOException, InterruptedException, GitException {
        Git git = new Git("git");
        Repository repository = repository(git, folder);
        Path own = repository.shared().toRealPath().resolve("coldgate/bisect");
        Files.createDirectories(own);
        FileChannel lock = LockedFile.open(
                        own.resolveSibling("bisect.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                .orElseThrow(() -> new GitException(
                        GitException.Kind.TAKEN,
                        new Problem(
                                Optional.empty(),
                                "",
                                "another bisection of this repository is at work",
                                "wait for it, or stop it")));
        Path checkout = repository.top();
        // It has the repository's name, because explanations show the paths of files below it.
        CommitTree tree = new CommitTree(git, checkout, own.resolve(checkout.getFileName()), lock);
        tree.remove();
        return tree;
    }

    private static Repository repository(Git git, Path folder) throws IOException, InterruptedException, GitException {
        try {
            return Repository.of(git, folder);
        } catch (GitException e) {
            Problem problem = e.kind() == GitException.Kind.FOREIGN
                    ? e.problem()
                    : Problem.of("not in a git repository with files (" + e.getMessage() + ")");
            throw new GitException(e.kind(), problem.about(folder.toString()));
        }
    }

    /**
     * Checks a commit out, with nothing in the tree but its files.
     *
     * @param folder a folder of the user's checkout
     * @return the same folder in the tree; it need not exist there
     * @throws GitException when git cannot check it out
     */
    public Path checkOut(String commit, Path folder) throws IOException, InterruptedException, GitException {
        Git.Answer answer;
        if (Files.isDirectory(tree)) {
            answer = git.run(tree, "checkout", "--quiet", "--force", "--detach", commit);
            if (answer.isGood()) {
                // Otherwise a package of another commit could be mistaken for this one's if the build produces none.
                answer = git.run(tree, "clean", "--quiet", "-ffdx");
            }
        } else {
            answer = git.run(top, "worktree", "add", "--quiet", "--detach", "--force", tree.toString(), commit);
        }
        if (!answer.isGood()) {
            throw new GitException(
                    GitException.Kind.NO_CHECKOUT,
                    Problem.of("cannot be checked out: " + Printable.escape(answer.reason(), 300)));
        }
        return tree.resolve(top.relativize(folder.toRealPath()));
    }

    /** Returns the path in the tree of a file or folder of the user's checkout; other paths are unchanged. */
    public Path inTree(Path path) {
        return path.startsWith(top) ? tree.resolve(top.relativize(path)) : path;
    }

    private void remove() throws IOException, InterruptedException {
        if (Files.exists(tree)) {
            // A second --force also removes a locked worktree.
            Git.Answer removed = git.run(top, "worktree", "remove", "--force", "--force", tree.toString());
            if (!removed.isGood()) {
                Disk.delete(tree);
            }
        }
        var unused = git.run(top, "worktree", "prune");
    }

    /** Removes the tree. */
    @Override
    public void close() throws IOException {
        boolean interrupted = Thread.interrupted();
        try (lock) {
            remove();
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
