package io.coldgate.build;

import io.coldgate.unit.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The commits of a {@link FolderBranch}, here and at its remote, as git's plumbing reads and writes them: files by path
 * and hash, and no name of the branch is moved.
 */
final class BranchCommits {
    private static final Map<String, String> AUTHOR = Map.of(
            "GIT_AUTHOR_NAME", "Coldgate",
            "GIT_AUTHOR_EMAIL", "coldgate@localhost",
            "GIT_COMMITTER_NAME", "Coldgate",
            "GIT_COMMITTER_EMAIL", "coldgate@localhost");

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
     * @param remote where it is fetched from; empty to look here only
     */
    BranchCommits(Git git, Path folder, String ref, Optional<String> remote) {
        this.git = git;
        this.remotes = git.reachingRemotes();
        this.folder = folder;
        this.ref = ref;
        this.remote = remote;
    }

    /** The newest commit of the branch here, and there when it was asked for. */
    record Tips(Optional<String> here, Optional<String> there) {
        List<String> known() {
            return Stream.of(here, there).flatMap(Optional::stream).distinct().toList();
        }
    }

    /** Returns the newest commits; the remote's is fetched. */
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
        // What is fetched needs no name here, not even the usual remote-tracking one (--refmap): two who fetch at the
        // same time would meet there.
        String tip = listed.line().replaceFirst("\\s.*", "");
        if (git.commit(folder, tip).isEmpty()) {
            BranchException.require(
                    remotes.run(
                            folder, "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--refmap=", from, ref),
                    "fetch " + from);
        }
        return git.commit(folder, tip);
    }

    /** Returns whether a branch at the first commit, if there is one, needs nothing but to go forward to the other. */
    boolean isAncestor(Optional<String> commit, String of) throws IOException, InterruptedException {
        return commit.isEmpty()
                || git.run(folder, "merge-base", "--is-ancestor", commit.get(), of)
                        .isGood();
    }

    /** Returns the files of all these commits: hashes by path. */
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

    /** Writes a commit of these files. */
    String commit(Map<String, String> files, List<String> parents, String message)
            throws IOException, InterruptedException, BranchException {
        String tree = withIndex(files, index -> {
            Git.Answer written = index.run(folder, "write-tree");
            BranchException.require(written, "write-tree");
            return written.line();
        });
        List<String> words = new ArrayList<>(List.of("commit-tree", tree, "-m", message));
        parents.forEach(parent -> words.addAll(List.of("-p", parent)));
        Git.Answer commit = git.with(AUTHOR).run(folder, words.toArray(String[]::new));
        BranchException.require(commit, "commit-tree");
        return commit.line();
    }

    /** A use of an index of its own. */
    interface IndexUse {
        String of(Git index) throws IOException, InterruptedException, BranchException;
    }

    /** Uses an index with these files, which nobody else sees. */
    String withIndex(Map<String, String> files, IndexUse use)
            throws IOException, InterruptedException, BranchException {
        Path own = Files.createTempDirectory("coldgate-index");
        Path list = own.resolve("files");
        try {
            Git index = git.with(Map.of("GIT_INDEX_FILE", own.resolve("index").toString()));
            StringBuilder lines = new StringBuilder();
            files.forEach((path, hash) -> lines.append("100644 ")
                    .append(hash)
                    .append('\t')
                    .append(path)
                    .append('\0'));
            Files.writeString(list, lines);
            BranchException.require(
                    index.run(folder, list, "update-index", "-z", "--add", "--index-info"), "update-index");
            return use.of(index);
        } finally {
            Disk.delete(own);
        }
    }
}
