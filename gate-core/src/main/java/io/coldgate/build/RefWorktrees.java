package io.coldgate.build;

import io.coldgate.thresholds.diagnostic.Location;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Problem;
import io.coldgate.unit.ShortCommit;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The git refs that a thresholds file names, and a worktree of each. The candidate's files are never touched, and
 * nothing is fetched.
 */
final class RefWorktrees {
    private final Path folder;
    private final Progress progress;
    private final Git git;

    /**
     * Worktrees for one file.
     *
     * @param folder the thresholds file's folder
     */
    RefWorktrees(Path folder, Progress progress, Git git) {
        this.folder = folder;
        this.progress = progress;
        this.git = git;
    }

    /**
     * A ref that the file names.
     *
     * @param location its location
     * @param shown the path of its key, for messages
     * @param instead what to do without git
     */
    record Named(String ref, Location location, String shown, String instead) {
        PreparationException broken(String message, boolean build) {
            return broken(Problem.of(message), build);
        }

        PreparationException broken(Problem problem, boolean build) {
            return new PreparationException(problem.placed(location, shown), build);
        }
    }

    /**
     * The gate's place in a repository.
     *
     * @param top the repository's folder
     * @param folder the thresholds file's folder
     */
    record Place(Path top, Path folder, BaselineCache cache) {
        /** Returns the thresholds file's folder in a worktree. */
        Path folderIn(Path worktree) {
            return worktree.resolve(top.relativize(folder));
        }
    }

    /** A commit that is requested. */
    record At(Named named, String commit, Place place) {
        String shown() {
            return Printable.quote(named.ref()) + " (" + ShortCommit.of(commit) + ")";
        }
    }

    /** A use of a commit. */
    interface Use<T> {
        T of(At at) throws IOException, InterruptedException, PreparationException;
    }

    /** Looks up the ref, and passes it on while holding the cache's lock. */
    <T> T use(Named named, Use<T> use) throws PreparationException, InterruptedException {
        return lookUp(named, at -> {
            Runnable waiting = () -> progress.step("waiting for another run that builds baselines");
            try (BaselineCache.Held held = at.place().cache().lock(waiting)) {
                return use.of(at);
            }
        });
    }

    /** Looks up the ref, and passes it on. */
    <T> T lookUp(Named named, Use<T> use) throws PreparationException, InterruptedException {
        try {
            Place place = place(named);
            return use.of(new At(named, commit(named, place.top()), place));
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException().initCause(e);
        } catch (Git.MissingException e) {
            throw named.broken(e.problem(), true);
        } catch (IOException e) {
            String reason = Printable.escape(String.valueOf(e.getMessage()), 300);
            throw named.broken("cannot prepare the baseline: " + reason, true);
        }
    }

    private Place place(Named named) throws IOException, InterruptedException, PreparationException {
        try {
            Repository repository = Repository.of(git, folder);
            return new Place(
                    repository.top(),
                    folder.toRealPath(),
                    BaselineCache.in(repository.top(), repository.shared(), git));
        } catch (GitException e) {
            throw named.broken(
                    e.kind() == GitException.Kind.FOREIGN
                            ? e.problem()
                            : Problem.of("not in a git repository with files: check the code out with git, or "
                                    + named.instead() + " (" + e.getMessage() + ")"),
                    false);
        }
    }

    private String commit(Named named, Path top) throws IOException, InterruptedException, PreparationException {
        Optional<String> commit = git.commit(top, named.ref());
        if (commit.isPresent()) {
            return commit.get();
        }
        Problem unknown = UnknownRef.problem(git, top, named.ref());
        throw named.broken(
                new Problem(Optional.empty(), "", unknown.subject() + ": " + unknown.message(), unknown.remedy()),
                false);
    }

    /** Returns the worktree of the commit; the caller holds the cache's lock. */
    Path worktree(At at) throws IOException, InterruptedException, PreparationException {
        try {
            return at.place().cache().worktree(at.commit());
        } catch (GitException e) {
            boolean partial = git.run(at.place().top(), "config", "--get-regexp", "^remote\\..*\\.promisor$")
                    .isGood();
            String remedy = partial
                    ? ": this is a partial clone, and the gate fetches nothing: in GitHub Actions leave filter out of"
                            + " actions/checkout"
                    : "";
            throw at.named().broken("cannot check out " + at.shown() + remedy + ": " + e.getMessage(), true);
        }
    }
}
