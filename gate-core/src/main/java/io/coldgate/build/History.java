package io.coldgate.build;

import io.coldgate.unit.Printable;
import io.coldgate.unit.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The commits of a repository. */
public final class History {
    private static final int LONGEST_SUBJECT = 100;

    /** The number of checkouts that are read: more than anybody makes between a check and the filing of its run. */
    private static final int CHECKOUTS = 1000;

    private static final Pattern CHECKOUT =
            Pattern.compile("^([0-9a-f]{40,64}) HEAD@\\{([0-9]{1,12})}$", Pattern.MULTILINE);

    private final Git git = new Git("git");
    private final Path folder;

    /**
     * A repository's history.
     *
     * @param folder any folder of the repository
     */
    public History(Path folder) {
        this.folder = folder;
    }

    /**
     * One commit.
     *
     * @param hash its full name
     * @param subject the first line of its message, safe to show
     */
    public record Entry(String hash, String subject) {}

    /** Returns the full name of the commit that a ref names; empty if there is none. */
    public Optional<String> commit(String ref) throws IOException, InterruptedException {
        return git.commit(folder, ref);
    }

    /** Returns the problem of a ref that names no commit, with its remedy. */
    public Problem unknown(String ref) throws IOException, InterruptedException {
        return UnknownRef.problem(git, folder, ref);
    }

    /** Returns when a commit was made, in milliseconds since 1970; empty if git does not know. */
    public OptionalLong committedAtMillis(String commit) throws IOException, InterruptedException {
        Git.Answer time = git.run(folder, "show", "--no-patch", "--format=%ct", commit);
        return time.isGood() && time.line().matches("[0-9]{1,12}")
                ? OptionalLong.of(Long.parseLong(time.line()) * 1000)
                : OptionalLong.empty();
    }

    /** Returns the branch that is checked out; empty for a detached commit. */
    public Optional<String> checkedOutBranch() throws IOException, InterruptedException {
        Git.Answer branch = git.run(folder, "symbolic-ref", "--quiet", "--short", "HEAD");
        return branch.isGood() ? Optional.of(branch.line()) : Optional.empty();
    }

    /**
     * Returns the commits that were last checked out here, by the time of their checkout in milliseconds since 1970;
     * empty if git keeps no such log. A clone has no information from before it was made.
     */
    public NavigableMap<Long, String> checkouts() throws IOException, InterruptedException {
        Git.Answer log = git.run(
                folder, "log", "--walk-reflogs", "--max-count=" + CHECKOUTS, "--date=unix", "--format=%H %gd", "HEAD");
        NavigableMap<Long, String> since = new TreeMap<>();
        CHECKOUT.matcher(log.isGood() ? log.output() : "")
                .results()
                .forEach(found -> since.putIfAbsent(Long.parseLong(found.group(2)) * 1000, found.group(1)));
        return since;
    }

    /** Returns whether one commit is an ancestor of the other, or the same commit. */
    public boolean isAncestor(String commit, String of) throws IOException, InterruptedException {
        return git.run(folder, "merge-base", "--is-ancestor", commit, of).isGood();
    }

    /** Returns whether the clone has only the newest commits, so that an ancestor may be missing. */
    public boolean isShallow() throws IOException, InterruptedException {
        return git.run(folder, "rev-parse", "--is-shallow-repository").line().equals("true");
    }

    /**
     * Returns the commits after the first one up to and including the other, oldest first. For a merge, only the branch
     * that it was merged into is followed.
     */
    public List<Entry> between(String after, String upTo) throws IOException, InterruptedException {
        Git.Answer log = git.run(folder, "log", "--first-parent", "--reverse", "--format=%H %s", after + ".." + upTo);
        if (!log.isGood()) {
            throw new IOException("git log: " + log.reason());
        }
        List<Entry> entries = new ArrayList<>();
        for (String line : log.output().lines().toList()) {
            int space = line.indexOf(' ');
            entries.add(
                    new Entry(line.substring(0, space), Printable.escape(line.substring(space + 1), LONGEST_SUBJECT)));
        }
        return entries;
    }
}
