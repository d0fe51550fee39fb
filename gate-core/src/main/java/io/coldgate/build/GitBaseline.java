package io.coldgate.build;

import io.coldgate.thresholds.Baseline;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds a function as it was at {@code baseline.ref}: resolves the ref to a commit, checks it out in a worktree of its
 * own, runs the candidate's build command there, and takes the package from the candidate's path. Worktree and package
 * are cached by commit, so a branch that has not moved costs nothing. The candidate's files are never touched, and
 * nothing is fetched.
 */
public final class GitBaseline {
    private final Progress progress;
    private final Git git;
    private final RefWorktrees worktrees;

    /**
     * Baselines of functions in one file.
     *
     * @param folder the thresholds file's folder, where build commands run
     */
    public GitBaseline(Path folder, Progress progress) {
        this(folder, progress, new Git("git"));
    }

    GitBaseline(Path folder, Progress progress, Git git) {
        this.progress = progress;
        this.git = git;
        this.worktrees = new RefWorktrees(folder, progress, git);
    }

    /**
     * A package that is ready to be deployed beside the candidate's.
     *
     * @param packagePath the zip, folder or executable, absolute
     * @param commit the full name of the commit it was built from
     */
    public record Built(Path packagePath, String commit) {}

    /** A use of a package; during it, no other run rebuilds or removes the package. */
    public interface PackageUse<T> {
        /** Uses it. */
        T of(Built built) throws IOException, InterruptedException, PreparationException;
    }

    /** A request for a baseline. */
    private record Wanted(FunctionSpec function, RefWorktrees.At at) {
        /** Returns the package path, which the thresholds reader requires for a baseline with a ref. */
        Path packagePath() {
            return function.source().packagePath().orElseThrow();
        }

        String commit() {
            return at.commit();
        }

        String shown() {
            return at.shown();
        }
    }

    private static RefWorktrees.Named named(FunctionSpec function, String ref) {
        return new RefWorktrees.Named(
                ref, function.locationOf(Baseline.REF), function.shown(Baseline.REF), "use package instead of ref");
    }

    /**
     * Builds the package of a function's baseline, or finds it in the cache.
     *
     * @param function a function whose baseline has a ref
     * @param use reads the package
     * @throws PreparationException when there is none, with one line that says what to do
     */
    public <T> T build(FunctionSpec function, PackageUse<T> use) throws PreparationException, InterruptedException {
        return worktrees.use(named(function, refOf(function)), at -> {
            Wanted wanted = new Wanted(function, at);
            return use.of(new Built(packageOf(wanted, at.place()), at.commit()));
        });
    }

    /**
     * Looks up the ref of a function's baseline, without a build or a checkout.
     *
     * @param function a function whose baseline has a ref
     * @param packageToo whether the commit must contain the package, because no command builds it
     * @throws PreparationException when one of them does not exist, with one line that says what to do
     */
    public void lookUp(FunctionSpec function, boolean packageToo) throws PreparationException, InterruptedException {
        worktrees.lookUp(named(function, refOf(function)), at -> {
            RefWorktrees.Place place = at.place();
            Wanted wanted = new Wanted(function, at);
            if (packageToo && wanted.packagePath().startsWith(place.top()) && !isIn(wanted, place)) {
                throw missing(wanted, place, true);
            }
            return wanted;
        });
    }

    private boolean isIn(Wanted wanted, RefWorktrees.Place place) throws IOException, InterruptedException {
        String path = place.top().relativize(wanted.packagePath()).toString();
        return git.run(place.top(), "cat-file", "-e", wanted.commit() + ":" + path)
                .isGood();
    }

    private static String refOf(FunctionSpec function) {
        return function.comparison()
                .baseline()
                .flatMap(Baseline::ref)
                .orElseThrow(() -> new IllegalArgumentException(function.name() + " has no baseline with a ref"));
    }

    /**
     * The sources at a ref.
     *
     * @param folder the thresholds file's folder in the worktree
     * @param worktree the repository's folder in the worktree
     */
    record CheckedOut(Path folder, Path worktree) {}

    /** A use of the sources at a ref, which may be gone afterwards. */
    interface Reading<T> {
        T read(CheckedOut sources) throws IOException, InterruptedException;
    }

    /**
     * Reads the sources of a function at a ref, in the worktree that it is built in; nothing is built.
     *
     * @param ref as in {@code baseline.ref}
     * @throws PreparationException when there are none, with one line that says what to do
     */
    <T> T read(FunctionSpec function, String ref, Reading<T> reading)
            throws PreparationException, InterruptedException {
        return worktrees.use(named(function, ref), at -> reading.read(checkOut(new Wanted(function, at), at.place())));
    }

    private Path packageOf(Wanted wanted, RefWorktrees.Place place)
            throws IOException, InterruptedException, PreparationException {
        CheckedOut sources = checkOut(wanted, place);
        Path made = sources.worktree().resolve(place.top().relativize(wanted.packagePath()));
        List<String> command = wanted.function().source().build().orElse(List.of());
        if (!command.isEmpty()) {
            build(new Build(command, sources.folder(), made), wanted, place);
        }
        if (!Files.exists(made)) {
            throw missing(wanted, place, command.isEmpty());
        }
        if (!made.toRealPath().startsWith(sources.worktree())) {
            throw broken(
                    wanted.function(),
                    "the package at " + wanted.shown() + " leads outside of its worktree by a symbolic link: use"
                            + " another ref",
                    false);
        }
        return made;
    }

    private CheckedOut checkOut(Wanted wanted, RefWorktrees.Place place)
            throws IOException, InterruptedException, PreparationException {
        Path worktree = worktrees.worktree(wanted.at());
        Path folder = place.top().relativize(place.folder());
        if (!Files.isDirectory(worktree.resolve(folder))) {
            throw isNew(wanted, folder);
        }
        return new CheckedOut(worktree.resolve(folder), worktree);
    }

    /**
     * A command to run in the worktree.
     *
     * @param folder where it runs
     * @param made the package that it must produce
     */
    private record Build(List<String> command, Path folder, Path made) {
        /** Returns the key of the build: the same words in two folders are two builds. */
        List<String> key() {
            List<String> key = new ArrayList<>(command);
            key.add(folder.toString());
            return key;
        }
    }

    private void build(Build build, Wanted wanted, RefWorktrees.Place place)
            throws IOException, InterruptedException, PreparationException {
        if (place.cache().isBuilt(wanted.commit(), build.key(), build.made())) {
            place.cache().wrote(wanted.commit(), build.key(), build.made());
            return;
        }
        place.cache().beginBuild(wanted.commit(), build.key());
        place.cache().removeAnothers(wanted.commit(), build.key(), build.made());
        try {
            BuildCommand.run(
                    build.command(),
                    build.folder(),
                    Git.LOCAL_VARIABLES,
                    "building " + wanted.function().name() + " at " + wanted.shown(),
                    progress);
        } catch (BuildCommand.FailedException e) {
            Optional<Path> absent = absentSources(wanted, place);
            if (absent.isPresent()) {
                throw isNew(wanted, absent.get());
            }
            throw broken(
                    wanted.function(),
                    wanted.shown()
                            + " does not build here: use a ref that does, make it build, or write baseline: none if the"
                            + " function is new: "
                            + e.problem().line(),
                    true);
        }
        place.cache().wrote(wanted.commit(), build.key(), build.made());
        place.cache().endBuild(wanted.commit(), build.key());
    }

    private PreparationException missing(Wanted wanted, RefWorktrees.Place place, boolean noBuild)
            throws IOException, InterruptedException {
        Optional<Path> absent = absentSources(wanted, place);
        if (absent.isPresent()) {
            return isNew(wanted, absent.get());
        }
        String path =
                Printable.quote(place.top().relativize(wanted.packagePath()).toString());
        return broken(
                wanted.function(),
                noBuild
                        ? path + " is not in " + wanted.shown()
                                + ", and no command builds it: add build: to the function,"
                                + " or use package instead of ref"
                        : path + " is not there after the build of " + wanted.shown() + ": use a ref whose build makes"
                                + " it",
                false);
    }

    /** Returns the function's own folder if the candidate has it as a source and the commit does not. */
    private Optional<Path> absentSources(Wanted wanted, RefWorktrees.Place place)
            throws IOException, InterruptedException {
        Path packagePath = wanted.packagePath();
        for (Path candidate = packagePath; candidate != null; candidate = candidate.getParent()) {
            if (!candidate.startsWith(place.top()) || candidate.equals(place.top())) {
                return Optional.empty();
            }
            String path = place.top().relativize(candidate).toString();
            if (Files.isDirectory(candidate)
                    && git.run(place.top(), "check-ignore", "--quiet", "--", path)
                                    .exit()
                            == 1) {
                boolean known = git.run(place.top(), "cat-file", "-e", wanted.commit() + ":" + path)
                        .isGood();
                return known ? Optional.empty() : Optional.of(Path.of(path));
            }
        }
        return Optional.empty();
    }

    private static PreparationException isNew(Wanted wanted, Path source) {
        return broken(
                wanted.function(),
                Printable.quote(source.toString()) + " is not in " + wanted.shown()
                        + ": the function is new: remove baseline (or write baseline: none), or use another ref",
                false);
    }

    private static PreparationException broken(FunctionSpec function, String message, boolean build) {
        return new PreparationException(
                Problem.at(function.locationOf(Baseline.REF), function.shown(Baseline.REF), message, ""), build);
    }
}
