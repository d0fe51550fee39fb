package io.coldgate.build;

import static java.util.stream.Collectors.joining;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The commits of a {@link FolderBranch}, in this repository and at its remote, read and written with git's plumbing.
 * The branch itself is never moved.
 */
final class BranchCommits {
    private static final Map<String, String> AUTHOR = Map.of(
            "GIT_AUTHOR_NAME", "Coldgate",
            "GIT_AUTHOR_EMAIL", "coldgate@localhost",
            "GIT_COMMITTER_NAME", "Coldgate",
            "GIT_COMMITTER_EMAIL", "coldgate@localhost");

    /** The number of words in the line before an object's content: hash, type and size. */
    private static final int BLOB_HEAD = 3;

    private final Git git;
    private final Git remotes;
    private final Path folder;
    private final String ref;
    private final Optional<String> remote;

    /**
     * The commits of a branch.
     *
     * @param folder any folder of the repository
     * @param ref the branch's full name
     * @param remote the remote to fetch from; empty to read this repository only
     */
    BranchCommits(Git git, Path folder, String ref, Optional<String> remote) {
        this.git = git;
        this.remotes = git.reachingRemotes();
        this.folder = folder;
        this.ref = ref;
        this.remote = remote;
    }

    /** The newest commit of the branch in this repository and, if there is a remote, at the remote. */
    record Tips(Optional<String> here, Optional<String> there) {
        List<String> known() {
            return Stream.of(here, there).flatMap(Optional::stream).distinct().toList();
        }
    }

    /** Returns the newest commits, after fetching the remote's. */
    Tips tips() throws IOException, InterruptedException, BranchException {
        Optional<String> there = remote.isPresent() ? fetched(remote.get()) : Optional.empty();
        return new Tips(git.commit(folder, ref), there);
    }

    private Optional<String> fetched(String from) throws IOException, InterruptedException, BranchException {
        Git.Answer listed = remotes.run(folder, "ls-remote", "--quiet", from, ref);
        BranchException.require(listed, "ls-remote " + from);
        if (listed.line().isEmpty()) {
            return Optional.empty();
        }
        // The fetched commit needs no ref, not even the usual remote-tracking one (--refmap): two concurrent fetches
        // would conflict in it.
        String tip = listed.line().replaceFirst("\\s.*", "");
        if (git.commit(folder, tip).isEmpty()) {
            BranchException.require(
                    remotes.run(
                            folder, "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--refmap=", from, ref),
                    "fetch " + from);
        }
        return git.commit(folder, tip);
    }

    /** Returns whether a branch at the first commit, if any, can be fast-forwarded to the other. */
    boolean isAncestor(Optional<String> commit, String of) throws IOException, InterruptedException {
        return commit.isEmpty()
                || git.run(folder, "merge-base", "--is-ancestor", commit.get(), of)
                        .isGood();
    }

    /** Returns the files of all these commits, as hashes by path. */
    Map<String, String> files(Tips tips) throws IOException, InterruptedException, BranchException {
        Map<String, String> files = new LinkedHashMap<>();
        for (String commit : tips.known()) {
            Git.Answer listed = git.run(folder, "ls-tree", "-r", "-z", "--full-tree", commit);
            BranchException.require(listed, "ls-tree");
            for (String line : listed.output().split("\0")) {
                int tab = line.indexOf('\t');
                String[] facts = line.split("[ \t]", 4);
                if (tab > 0 && facts[1].equals("blob")) {
                    files.putIfAbsent(line.substring(tab + 1), facts[2]);
                }
            }
        }
        return files;
    }

    /**
     * Returns the contents of files, by path.
     *
     * @param files hashes by path
     * @param mostBytes the number of bytes to read of a larger file
     */
    Map<String, byte[]> contents(Map<String, String> files, int mostBytes)
            throws IOException, InterruptedException, BranchException {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        Git.Answer read = git.run(
                folder,
                lines(files.values()),
                (exit, output, errors) -> {
                    if (exit == 0) {
                        DataInputStream in = new DataInputStream(new BufferedInputStream(output.stream()));
                        for (String path : files.keySet()) {
                            contents.put(path, blob(in, mostBytes));
                        }
                    }
                    return new Git.Answer(exit, "", errors.text(mostBytes));
                },
                "cat-file",
                "--batch");
        BranchException.require(read, "cat-file");
        return contents;
    }

    private static byte[] lines(Collection<String> words) {
        return words.stream().map(word -> word + "\n").collect(joining()).getBytes(StandardCharsets.UTF_8);
    }

    /** Reads an object as git prints it: a line with hash, type and size, then the content and a line feed. */
    private static byte[] blob(DataInputStream in, int mostBytes) throws IOException {
        String[] head = line(in).split(" ");
        if (head.length != BLOB_HEAD) {
            throw new IOException("git cat-file says " + String.join(" ", head));
        }
        long size = Long.parseLong(head[2]);
        byte[] content = in.readNBytes((int) Math.min(size, mostBytes));
        in.skipNBytes(size - content.length + 1);
        return content;
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.readByte(); next != '\n'; next = in.readByte()) {
            line.append((char) next);
        }
        return line.toString();
    }

    /** Writes a commit with these files. */
    String commit(Map<String, String> files, List<String> parents, String message)
            throws IOException, InterruptedException, BranchException {
        List<String> words = new ArrayList<>(List.of("commit-tree", tree(files), "-m", message));
        parents.forEach(parent -> words.addAll(List.of("-p", parent)));
        Git.Answer commit = git.with(AUTHOR).run(folder, words.toArray(String[]::new));
        BranchException.require(commit, "commit-tree");
        return commit.line();
    }

    /** Writes a tree with these files, folder by folder, and returns its hash. */
    private String tree(Map<String, String> files) throws IOException, InterruptedException, BranchException {
        Map<String, String> entries = new TreeMap<>();
        Map<String, Map<String, String>> folders = new TreeMap<>();
        files.forEach((path, hash) -> {
            int slash = path.indexOf('/');
            if (slash < 0) {
                entries.put(path, "100644 blob " + hash);
            } else {
                folders.computeIfAbsent(path.substring(0, slash), name -> new TreeMap<>())
                        .put(path.substring(slash + 1), hash);
            }
        });
        for (Map.Entry<String, Map<String, String>> inner : folders.entrySet()) {
            String former = entries.put(inner.getKey(), "040000 tree " + tree(inner.getValue()));
            if (former != null) {
                throw new BranchException(ref, inner.getKey() + " is a file here and a folder there", "remove one");
            }
        }
        StringBuilder lines = new StringBuilder();
        entries.forEach(
                (name, entry) -> lines.append(entry).append('\t').append(name).append('\0'));
        Git.Answer written = git.run(folder, lines.toString().getBytes(StandardCharsets.UTF_8), "mktree", "-z");
        BranchException.require(written, "mktree");
        return written.line();
    }
}
