package io.coldgate.change;

import io.coldgate.build.Git;
import io.coldgate.build.GitException;
import io.coldgate.build.Repository;
import io.coldgate.build.UnknownRef;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A git working tree compared with the commit at which the current branch diverged from another one.
 *
 * @param top the working tree's top folder, real
 * @param base the commit
 * @param tracked every file that git tracks, absolute
 * @param changed every file that differs from {@code base}, whether committed, staged or not, including untracked and
 *     deleted files
 * @param isComplete whether all names could be read; names outside of the system's character set cannot
 */
record WorkingTree(Path top, String base, Set<Path> tracked, Set<Path> changed, boolean isComplete) {
    private static final Pattern SOURCE = Pattern.compile(
            ".*\\.(go|java|kt|kts|scala|groovy|py|js|mjs|cjs|ts|mts|rb|rs|cs|fs|swift|c|cc|cpp|zig|php|sh)");

    /** Tests by the rules of Go and Maven: a build of the package does not read them. */
    private static final Pattern TEST = Pattern.compile(".*_test\\.go|(?:.*/)?src/test/.*");

    private static final Git GIT = new Git("git");

    /**
     * Returns the working tree around the folder.
     *
     * @param ref the ref from {@code --changed-since}
     */
    static WorkingTree since(Path folder, String ref) throws ChangeException, InterruptedException {
        String shown = "--changed-since " + Printable.quote(ref);
        try {
            Path top = Repository.of(GIT, folder).top().toRealPath();
            String base = base(top, ref, shown);
            Names changed = new Names(top);
            // Without rename detection, so the old path of a moved file counts as changed too.
            changed.add(listed(top, shown, "diff", "--name-only", "--no-renames", "-z", base, "--"));
            changed.add(listed(top, shown, "ls-files", "--others", "--exclude-standard", "-z"));
            Names tracked = new Names(top);
            tracked.add(listed(top, shown, "ls-files", "-z"));
            return new WorkingTree(top, base, tracked.paths, changed.paths, changed.complete);
        } catch (GitException e) {
            throw refused(
                    shown,
                    "no git working tree at " + Printable.quote(folder.toString()) + ": " + e.getMessage(),
                    "run where the repository is, or leave the option out");
        } catch (Git.MissingException e) {
            throw refused(shown, "there is no git on the PATH", "install it, or leave the option out");
        } catch (IOException e) {
            throw refused(shown, "git cannot be asked: " + e.getMessage(), "");
        }
    }

    private static String base(Path top, String ref, String shown)
            throws ChangeException, IOException, InterruptedException {
        String commit = GIT.commit(top, ref).orElse("");
        if (commit.isEmpty()) {
            Problem unknown = UnknownRef.problem(GIT, top, ref);
            throw refused(shown, unknown.message(), unknown.remedy());
        }
        Git.Answer base = GIT.run(top, "merge-base", commit, "HEAD");
        if (!base.isGood() || base.line().isEmpty()) {
            throw refused(
                    shown,
                    "it has no commit in common with HEAD in this clone",
                    "fetch the whole history (with actions/checkout: fetch-depth: 0)");
        }
        return base.line();
    }

    private static String listed(Path top, String shown, String... arguments)
            throws ChangeException, IOException, InterruptedException {
        Git.Answer answer = GIT.run(top, arguments);
        if (!answer.isGood()) {
            throw refused(shown, "git " + arguments[0] + " failed: " + answer.reason(), "");
        }
        return answer.output();
    }

    /** Returns the file's bytes in the base; empty when it did not exist there. */
    Optional<byte[]> atBase(Path file) throws ChangeException, InterruptedException {
        try {
            Git.Answer answer = GIT.run(
                    top,
                    "show",
                    "--end-of-options",
                    base + ":" + top.relativize(file).toString());
            return answer.isGood() ? Optional.of(answer.output().getBytes(StandardCharsets.UTF_8)) : Optional.empty();
        } catch (IOException e) {
            throw new ChangeException(problem(file, "git cannot be asked", e));
        }
    }

    private static ChangeException refused(String subject, String message, String remedy) {
        return new ChangeException(new Problem(Optional.empty(), subject, message, remedy));
    }

    /** Returns the problem of a file that cannot be read. */
    static Problem problem(Path file, String message, IOException cause) {
        return new Problem(Optional.empty(), Printable.quote(file.toString()), message + ": " + cause.getMessage(), "");
    }

    /** Returns the files of source code below a folder, which a folder of finished packages does not have. */
    Stream<Path> sources(Path folder) {
        return tracked.stream()
                .filter(file -> file.startsWith(folder)
                        && SOURCE.matcher(file.toString()).matches());
    }

    /** Returns the files of source code that packages are built from, also those not committed; no Go or Java tests. */
    Stream<Path> code() {
        return Stream.concat(tracked.stream(), changed.stream())
                .distinct()
                .filter(file -> SOURCE.matcher(file.toString()).matches()
                        && !TEST.matcher(top.relativize(file).toString()).matches());
    }

    boolean tracks(Path fileOrFolder) {
        return tracked.contains(fileOrFolder) || tracked.stream().anyMatch(file -> file.startsWith(fileOrFolder));
    }

    /** Returns a file's name for messages: relative to the top. */
    String shown(Path file) {
        return Printable.escape(top.relativize(file).toString(), 200);
    }

    /** Reads names that git printed, each followed by a NUL. */
    private static final class Names {
        private final Path top;
        private final Set<Path> paths = new LinkedHashSet<>();
        private boolean complete = true;

        Names(Path top) {
            this.top = top;
        }

        void add(String output) {
            List<String> names = new ArrayList<>(List.of(output.split("\0", -1)));
            names.removeIf(String::isEmpty);
            for (String name : names) {
                try {
                    paths.add(top.resolve(name).normalize());
                } catch (InvalidPathException e) {
                    complete = false;
                }
            }
        }
    }
}
