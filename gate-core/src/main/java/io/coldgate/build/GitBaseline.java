package io.coldgate.build;

import io.coldgate.thresholds.Baseline;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.unit.Printable;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds a function as it was at {@code baseline.ref}: resolves the ref to a commit, checks that out in a worktree of
 * its own, runs the function's build command there as it is run for the candidate, and gives the package that lies
 * where the candidate's lies. Both are cached by commit, so a branch that did not move costs nothing. The candidate's
 * files are never touched, and nothing is fetched.
 */
public final class GitBaseline {
    private static final int SHORT_COMMIT = 10;

    private final Path folder;
    private final Progress progress;
    private final Git git;

    /**
     * Baselines of functions in one file.
     *
     * @param folder the thresholds file's folder, where build commands run
     */
    public GitBaseline(Path folder, Progress progress) {
        this(folder, progress, new Git("git"));
    }

    GitBaseline(Path folder, Progress progress, Git git) {
        this.folder = folder;
        this.progress = progress;
        this.git = git;
    }

    /**
     * A package that is ready to be deployed beside the candidate's.
     *
     * @param packagePath the zip, folder or executable, absolute; to be read before five other commits are asked for
     * @param commit the full name of the commit it was built from
     */
    public record Built(Path packagePath, String commit) {}

    /**
     * The gate's place in a repository.
     *
     * @param top the repository's folder
     * @param folder the thresholds file's
     */
    private record Place(Path top, Path folder, BaselineCache cache) {}

    /** A request for a baseline. */
    private record Wanted(FunctionSpec function, String ref, String commit) {
        /** A baseline with a ref has a package: the reader sees to it. */
        Path packagePath() {
            return function.source().packagePath().orElseThrow();
        }

        String shown() {
            return Printable.quote(ref) + " (" + commit.substring(0, SHORT_COMMIT) + ")";
        }
    }

    /**
     * Builds the package of a function's baseline, or finds it built.
     *
     * @param function one whose baseline has a ref
     * @throws PreparationException when there is none, with one line that says what to do
     */
    public Built build(FunctionSpec function) throws PreparationException, InterruptedException {
        return use(function, refOf(function), (wanted, place) -> new Built(packageOf(wanted, place), wanted.commit()));
    }

    /**
     * Looks the ref of a function's baseline up. Builds and checks out nothing.
     *
     * @param function one whose baseline has a ref
     * @param packageToo whether the package must be in it, for no command builds any
     * @throws PreparationException when one of them is not there, with one line that says what to do
     */
    public void lookUp(FunctionSpec function, boolean packageToo) throws PreparationException, InterruptedException {
        String ref = refOf(function);
        inGit(function, () -> {
            Place place = place(function);
            Wanted wanted = new Wanted(function, ref, commit(function, ref, place.top()));
            if (packageToo && wanted.packagePath().startsWith(place.top()) && !isIn(wanted, place)) {
                throw missing(wanted, place, true);
            }
            return wanted;
        });
    }

    private boolean isIn(Wanted wanted, Place place) throws IOException, InterruptedException {
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
     * @param folder the thresholds file's folder there
     * @param worktree the repository's folder there
     */
    record CheckedOut(Path folder, Path worktree) {}

    /** A use of the sources at a ref; they can be gone afterwards. */
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
        return use(function, ref, (wanted, place) -> reading.read(checkOut(wanted, place)));
    }

    /** A use of a commit with the cache's lock held. */
    private interface Use<T> {
        T of(Wanted wanted, Place place) throws IOException, InterruptedException, PreparationException;
    }

    private <T> T use(FunctionSpec function, String ref, Use<T> use) throws PreparationException, InterruptedException {
        return inGit(function, () -> {
            Place place = place(function);
            Wanted wanted = new Wanted(function, ref, commit(function, ref, place.top()));
            Runnable waiting = () -> progress.step("waiting for another run that builds baselines");
            try (BaselineCache.Held held = place.cache().lock(waiting)) {
                return use.of(wanted, place);
            }
        });
    }

    /** Something that git is asked. */
    private interface Question<T> {
        T ask() throws IOException, InterruptedException, PreparationException;
    }

    private static <T> T inGit(FunctionSpec function, Question<T> question)
            throws PreparationException, InterruptedException {
        try {
            return question.ask();
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException().initCause(e);
        } catch (Git.MissingException e) {
            throw broken(function, "cannot run git: install it, or put it on the PATH", true);
        } catch (IOException e) {
            String reason = Printable.escape(String.valueOf(e.getMessage()), 300);
            throw broken(function, "cannot prepare the baseline: " + reason, true);
        }
    }

    private Place place(FunctionSpec function) throws IOException, InterruptedException, PreparationException {
        Path real = folder.toRealPath();
        Git.Answer top = git.run(real, "rev-parse", "--show-toplevel");
        Git.Answer shared = git.run(real, "rev-parse", "--git-common-dir");
        if (!top.isGood() || !shared.isGood()) {
            boolean foreign = top.errors().contains("dubious ownership");
            throw broken(
                    function,
                    foreign
                            ? "git refuses a repository of another user: run git config --global --add safe.directory '*',"
                                    + " or run the gate as its owner"
                            : "not in a git repository with files: check the code out with git, or use package"
                                    + " instead of ref (git says: " + top.reason() + ")",
                    false);
        }
        Path topFolder = Path.of(top.line());
        return new Place(topFolder, real, BaselineCache.in(topFolder, real.resolve(shared.line()), git));
    }

    private String commit(FunctionSpec function, String ref, Path top)
            throws IOException, InterruptedException, PreparationException {
        Git.Answer found = git.run(top, "rev-parse", "--verify", "--quiet", "--end-of-options", ref + "^{commit}");
        String commit = found.line();
        if (found.isGood() && commit.matches("[0-9a-f]{40,64}")) {
            return commit;
        }
        boolean shallow =
                git.run(top, "rev-parse", "--is-shallow-repository").line().equals("true");
        throw broken(
                function,
                shallow
                        ? Printable.quote(ref) + ": not in this shallow clone: in GitHub Actions set fetch-depth: 0 for"
                                + " actions/checkout; elsewhere run git fetch --unshallow"
                        : Printable.quote(ref) + ": no such branch, tag or commit here: run git fetch, or name another",
                false);
    }

    private Path packageOf(Wanted wanted, Place place) throws IOException, InterruptedException, PreparationException {
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

    private CheckedOut checkOut(Wanted wanted, Place place)
            throws IOException, InterruptedException, PreparationException {
        Path worktree = worktree(wanted, place);
        Path folder = place.top().relativize(place.folder());
        if (!Files.isDirectory(worktree.resolve(folder))) {
            throw isNew(wanted, folder);
        }
        return new CheckedOut(worktree.resolve(folder), worktree);
    }

    private Path worktree(Wanted wanted, Place place) throws IOException, InterruptedException, PreparationException {
        try {
            return place.cache().worktree(wanted.commit());
        } catch (BaselineCache.CheckoutException e) {
            boolean partial = git.run(place.top(), "config", "--get-regexp", "^remote\\..*\\.promisor$")
                    .isGood();
            String remedy = partial
                    ? ": this is a partial clone, and the gate fetches nothing: in GitHub Actions leave filter out of"
                            + " actions/checkout"
                    : "";
            throw broken(
                    wanted.function(), "cannot check out " + wanted.shown() + remedy + ": " + e.getMessage(), true);
        }
    }

    /**
     * A command to run in the worktree.
     *
     * @param folder where
     * @param made what it is to make
     */
    private record Build(List<String> command, Path folder, Path made) {
        /** The same words in two folders are two builds. */
        List<String> key() {
            List<String> key = new ArrayList<>(command);
            key.add(folder.toString());
            return key;
        }
    }

    private void build(Build build, Wanted wanted, Place place)
            throws IOException, InterruptedException, PreparationException {
        if (place.cache().isBuilt(wanted.commit(), build.key()) && Files.exists(build.made())) {
            return;
        }
        progress.step("building " + wanted.function().name() + " at " + wanted.shown());
        place.cache().beginBuild(wanted.commit(), build.key());
        try {
            BuildCommand.run(build.command(), build.folder(), Git.LOCAL_VARIABLES);
        } catch (BuildCommand.FailedException e) {
            Optional<Path> absent = absentSources(wanted, place);
            if (absent.isPresent()) {
                throw isNew(wanted, absent.get());
            }
            throw broken(
                    wanted.function(),
                    wanted.shown() + " does not build here: use a ref that does, or make it build: " + e.getMessage(),
                    true);
        }
        place.cache().endBuild(wanted.commit(), build.key());
    }

    private PreparationException missing(Wanted wanted, Place place, boolean noBuild)
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

    /** The function's own folder, when the candidate has it as a source and the commit does not. */
    private Optional<Path> absentSources(Wanted wanted, Place place) throws IOException, InterruptedException {
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
                function.locationOf(Baseline.REF), function.shown(Baseline.REF), message, build);
    }
}
