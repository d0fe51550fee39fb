package io.coldgate.build;

import io.coldgate.unit.Disk;
import io.coldgate.unit.GitIgnore;
import io.coldgate.unit.Problem;
import io.coldgate.unit.Sha256;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A cache of git worktrees of commits, with their builds. Every call except {@link #lock} requires the lock. A worktree
 * is valid only while the file {@code ready} exists beside it, which is created last and deleted before every build. If
 * a build fails or is killed, the next run discards the worktree and creates it again.
 *
 * <p>Beside the worktree {@code COMMIT}, {@code COMMIT.state} contains {@code ready}, {@code used} (its time is that of
 * the last use), {@code succeeded-HASH} for every command that succeeded, and {@code writers}, the command that wrote
 * each package last.
 */
final class BaselineCache {
    /**
     * The number of worktrees that are kept: the target branch of pull requests moves on, so few of its commits are
     * needed again.
     */
    static final int KEPT = 5;

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}(?:[0-9a-f]{24})?");
    private static final String STATE = ".state";

    /** A file lock excludes only other processes. */
    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

    private final Path top;
    private final Path root;
    private final Git git;

    private BaselineCache(Path top, Path root, Git git) {
        this.top = top;
        this.root = root;
        this.git = git;
    }

    /**
     * Returns the cache of a repository, which is in git's own folder: tools that walk a repository's files skip that
     * folder.
     *
     * @param top the repository's folder
     * @param gitFolder git's folder that all worktrees share
     * @throws IOException when it cannot be created, or a link in the repository leads it elsewhere
     */
    static BaselineCache in(Path top, Path gitFolder, Git git) throws IOException {
        Path root = gitFolder.resolve("coldgate/baselines");
        Files.createDirectories(root);
        if (!root.toRealPath().equals(gitFolder.toRealPath().resolve(gitFolder.relativize(root)))) {
            throw new IOException(root + " leads elsewhere by a symbolic link: remove the link");
        }
        GitIgnore.write(root);
        return new BaselineCache(top, root.toRealPath(), git);
    }

    /** A lock that is held as long as the cache is used. */
    interface Held extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /**
     * Waits until no other run uses the cache.
     *
     * @param waiting called when that takes time
     */
    Held lock(Runnable waiting) throws IOException, InterruptedException {
        if (!IN_THIS_PROCESS.tryLock()) {
            waiting.run();
            IN_THIS_PROCESS.lockInterruptibly();
        }
        boolean locked = false;
        try {
            FileChannel file = lockFile(waiting);
            locked = true;
            return () -> {
                try {
                    file.close();
                } finally {
                    IN_THIS_PROCESS.unlock();
                }
            };
        } finally {
            if (!locked) {
                IN_THIS_PROCESS.unlock();
            }
        }
    }

    private FileChannel lockFile(Runnable waiting) throws IOException, InterruptedException {
        FileChannel file = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            FileLock free = file.tryLock();
            if (free == null) {
                waiting.run();
                FileLock unused = file.lock();
            }
            locked = true;
            return file;
        } catch (FileLockInterruptionException e) {
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException("waiting for another run").initCause(e);
        } finally {
            if (!locked) {
                file.close();
            }
        }
    }

    /**
     * Returns the commit's worktree; creates it if there is no valid one.
     *
     * @param commit its full name
     * @throws GitException when git cannot check it out
     */
    Path worktree(String commit) throws IOException, InterruptedException, GitException {
        Path folder = root.resolve(commit);
        if (!isSound(commit)) {
            discard(commit);
            Git.Answer added =
                    git.run(top, "worktree", "add", "--quiet", "--detach", "--force", folder.toString(), commit);
            if (!added.isGood()) {
                discard(commit);
                throw new GitException(GitException.Kind.NO_CHECKOUT, Problem.of(added.reason()));
            }
            Files.createDirectories(state(commit));
            Files.writeString(state(commit).resolve("ready"), "");
        }
        Files.writeString(state(commit).resolve("used"), "");
        prune(commit);
        return folder;
    }

    /**
     * Returns whether the worktree was checked out completely, is unbroken since, and matches git's records: a pull
     * request may have written the folder.
     */
    private boolean isSound(String commit) throws IOException, InterruptedException {
        Path folder = root.resolve(commit);
        if (!Files.exists(state(commit).resolve("ready")) || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        Git.Answer answer = git.run(folder, "rev-parse", "--show-toplevel", "--verify", "HEAD");
        return answer.isGood() && answer.output().lines().toList().equals(List.of(folder.toString(), commit));
    }

    /**
     * Returns whether the command succeeded in the commit's worktree, and no other command has written the package
     * since: several functions may be built to one path.
     */
    boolean isBuilt(String commit, List<String> command, Path made) throws IOException {
        return Files.exists(built(commit, command)) && Files.exists(made) && !isOfAnother(commit, command, made);
    }

    private boolean isOfAnother(String commit, List<String> command, Path made) throws IOException {
        return writers(commit).entrySet().stream()
                .anyMatch(each -> overlap(Path.of(each.getKey()), made)
                        && !each.getValue().equals(hash(command)));
    }

    private static boolean overlap(Path one, Path other) {
        return one.startsWith(other) || other.startsWith(one);
    }

    /**
     * Removes a package that another command has written, so that make does not take it for up to date. Files that git
     * tracks are sources, and stay.
     */
    void removeAnothers(String commit, List<String> command, Path made) throws IOException, InterruptedException {
        if (Files.exists(made) && isOfAnother(commit, command, made)) {
            Git.Answer tracked = git.run(root.resolve(commit), "ls-files", "--", made.toString());
            if (tracked.isGood() && tracked.output().isBlank()) {
                Disk.delete(made);
            }
        }
    }

    /** Records which command wrote a package last. */
    void wrote(String commit, List<String> command, Path made) throws IOException {
        Map<String, String> writers = writers(commit);
        if (hash(command).equals(writers.get(made.toString()))) {
            return;
        }
        writers.keySet().removeIf(path -> overlap(Path.of(path), made));
        writers.put(made.toString(), hash(command));
        StringBuilder text = new StringBuilder();
        writers.forEach(
                (path, writer) -> text.append(writer).append(' ').append(path).append('\n'));
        Disk.replace(state(commit).resolve("writers"), text.toString());
    }

    /** Returns the command that wrote each package last. */
    private Map<String, String> writers(String commit) throws IOException {
        Path file = state(commit).resolve("writers");
        Map<String, String> writers = new TreeMap<>();
        for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            int space = line.indexOf(' ');
            if (space > 0) {
                writers.put(line.substring(space + 1), line.substring(0, space));
            }
        }
        return writers;
    }

    /** Marks the worktree as invalid from now on. */
    void beginBuild(String commit, List<String> command) throws IOException {
        Files.deleteIfExists(state(commit).resolve("ready"));
        Files.deleteIfExists(built(commit, command));
    }

    /** Marks the command as successful and the worktree as valid. */
    void endBuild(String commit, List<String> command) throws IOException {
        Files.writeString(built(commit, command), "");
        Files.writeString(state(commit).resolve("ready"), "");
    }

    private Path state(String commit) {
        return root.resolve(commit + STATE);
    }

    private Path built(String commit, List<String> command) {
        // Gates before 0.2 named them built-… and did not record who wrote a package.
        return state(commit).resolve("succeeded-" + hash(command));
    }

    private static String hash(List<String> command) {
        return Sha256.hex(String.join("\0", command).getBytes(StandardCharsets.UTF_8));
    }

    private void prune(String used) throws IOException, InterruptedException {
        List<String> others;
        try (Stream<Path> entries = Files.list(root)) {
            others = entries.map(entry -> entry.getFileName().toString().replace(STATE, ""))
                    .distinct()
                    .filter(name -> COMMIT.matcher(name).matches() && !name.equals(used))
                    .sorted(Comparator.comparingLong(this::lastUse).reversed())
                    .toList();
        }
        for (String old : others.subList(Math.min(KEPT - 1, others.size()), others.size())) {
            discard(old);
        }
    }

    private long lastUse(String commit) {
        return state(commit).resolve("used").toFile().lastModified();
    }

    /** Discards a worktree. Its state is deleted first: if this is killed midway, the rest is not valid any more. */
    private void discard(String commit) throws IOException, InterruptedException {
        Disk.delete(state(commit));
        Path folder = root.resolve(commit);
        // A second --force also removes a locked worktree. It fails if git knows of no such worktree, which is fine
        // too.
        git.run(top, "worktree", "remove", "--force", "--force", folder.toString());
        Disk.delete(folder);
    }
}
