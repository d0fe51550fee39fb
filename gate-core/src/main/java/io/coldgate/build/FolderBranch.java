package io.coldgate.build;

import io.coldgate.unit.Pacing;
import io.coldgate.unit.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * A folder of files that are never changed, kept on a branch of its own. Git's plumbing writes it without an index: no
 * checkout, index or stash of the user is touched. Two processes that add at the same time both succeed: their files
 * have different names, so their trees are joined.
 *
 * <p>A file is first committed to the local branch, then pushed. If the process is killed between the two, nothing is
 * lost: the next one pushes both. If it is killed before, the branch is as it was.
 */
public final class FolderBranch {
    /** The number of attempts; each one fails only because another process succeeded. */
    private static final int ATTEMPTS = 12;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** Git's messages for a push or an update that lost a race with another one. */
    private static final List<String> LOST = List.of(
            "[rejected]", "cannot lock ref", "failed to update ref", "incorrect old value", "reference already exists");

    private static final String NOTHING = "0".repeat(40);

    private final Git git = new Git("git");
    private final Git remotes = git.reachingRemotes();
    private final BranchCommits commits;
    private final Path folder;
    private final String ref;
    private final Optional<String> remote;
    private final Pacing pacing;
    private final SplittableRandom random = new SplittableRandom();

    /**
     * A branch.
     *
     * @param folder any folder of the repository
     * @param name the branch's name
     * @param remote the remote to fetch from and push to; empty to keep the branch in this repository
     * @param pacing waits between attempts
     */
    public FolderBranch(Path folder, String name, Optional<String> remote, Pacing pacing) {
        this.folder = folder;
        this.ref = "refs/heads/" + name;
        this.remote = remote;
        this.pacing = pacing;
        this.commits = new BranchCommits(git, folder, ref, remote);
    }

    /** A file of the branch. */
    private record Blob(String path, String hash) {}

    /**
     * Returns the default remote: {@code origin}, if the repository has it.
     *
     * @param folder any folder of the repository
     */
    public static Optional<String> usualRemote(Path folder) throws IOException, InterruptedException {
        return new Git("git").run(folder, "remote", "get-url", "origin").isGood()
                ? Optional.of("origin")
                : Optional.empty();
    }

    /** Returns the paths of the branch's files, in this repository and at the remote. */
    public List<String> files() throws IOException, InterruptedException, BranchException {
        requireGood();
        return List.copyOf(commits.files(commits.tips()).keySet());
    }

    /**
     * Adds a file, and waits for other processes that add theirs. An existing file is not changed.
     *
     * @param path the file's name in the branch
     * @param content the file's content
     * @param message the commit message
     * @throws BranchException if git refuses, or other processes won every attempt
     */
    public void add(String path, byte[] content, String message)
            throws IOException, InterruptedException, BranchException {
        requireGood();
        Git.Answer blob = git.run(folder, content, "hash-object", "-w", "--no-filters", "--stdin");
        BranchException.require(blob, "hash-object");
        String last = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (attempt > 0) {
                pause(attempt);
            }
            Optional<String> lost = attempt(new Blob(path, blob.line()), message);
            if (lost.isEmpty()) {
                return;
            }
            last = lost.get();
        }
        throw new BranchException(
                ref,
                "others wrote to it in each of " + ATTEMPTS + " attempts (" + last + ")",
                "try again when fewer builds end");
    }

    /**
     * Returns the contents of the branch's files, by path.
     *
     * @param wanted selects files by path
     * @param mostBytes the number of bytes to read of a larger file
     */
    public Map<String, byte[]> contents(Predicate<String> wanted, int mostBytes)
            throws IOException, InterruptedException, BranchException {
        requireGood();
        BranchCommits.Tips tips = commits.tips();
        if (tips.known().isEmpty()) {
            throw new BranchException(ref, "no such branch", "coldgate history add --branch makes it");
        }
        Map<String, String> files = commits.files(tips);
        files.keySet().removeIf(wanted.negate());
        return commits.contents(files, mostBytes);
    }

    /** Returns empty on success, or the reason to try again. */
    private Optional<String> attempt(Blob blob, String message)
            throws IOException, InterruptedException, BranchException {
        BranchCommits.Tips tips = commits.tips();
        Map<String, String> files = commits.files(tips);
        boolean isThere = files.putIfAbsent(blob.path(), blob.hash()) != null;
        String commit;
        if (isThere
                && tips.here().isPresent()
                && commits.isAncestor(tips.there(), tips.here().get())) {
            commit = tips.here().get();
        } else {
            commit = commits.commit(files, tips.known(), message);
            Git.Answer moved =
                    git.run(folder, "update-ref", ref, commit, tips.here().orElse(NOTHING));
            if (!moved.isGood()) {
                return lost(moved, "update-ref");
            }
        }
        if (remote.isEmpty() || tips.there().equals(Optional.of(commit))) {
            return Optional.empty();
        }
        Git.Answer pushed = remotes.run(folder, "push", "--quiet", "--no-verify", remote.get(), commit + ":" + ref);
        return pushed.isGood() ? Optional.empty() : lost(pushed, "push " + remote.get());
    }

    private Optional<String> lost(Git.Answer answer, String what) throws BranchException {
        if (LOST.stream().anyMatch(answer.errors()::contains)) {
            return Optional.of(answer.reason());
        }
        throw new BranchException(what + " " + ref, answer);
    }

    private void requireGood() throws IOException, InterruptedException, BranchException {
        if (!git.run(folder, "rev-parse", "--git-dir").isGood()) {
            throw new BranchException(folder.toAbsolutePath().toString(), "in no git repository", "leave --branch out");
        }
        if (!git.run(folder, "check-ref-format", ref).isGood()) {
            throw new BranchException(Printable.quote(ref), "no name of a branch", "");
        }
        Git.Answer trees = git.run(folder, "worktree", "list", "--porcelain");
        if (trees.output().lines().anyMatch(("branch " + ref)::equals)) {
            throw new BranchException(ref, "checked out", "name a branch of its own, of no checkout");
        }
    }

    private void pause(int attempt) throws InterruptedException {
        long longest = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(attempt, 10));
        pacing.pause(Duration.ofMillis(random.nextLong(longest / 2, longest)));
    }
}
