package io.coldgate.run.bisect;

import io.coldgate.bisect.BisectQuestion;
import io.coldgate.bisect.BisectState;
import io.coldgate.bisect.Commit;
import io.coldgate.run.RunFolder;
import io.coldgate.unit.Disk;
import io.coldgate.unit.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of searches in one folder. Each question has its own subfolder, so a search never resumes from, or
 * overwrites, measurements for another question. {@code bisect.json} of the last search is in the folder itself, for
 * programs.
 */
final class BisectFiles {
    private static final String STATE = "bisect.json";

    /**
     * The number of digits of a question's digest in a folder name. Few are enough: a folder holds few questions, and
     * each state file names its question.
     */
    private static final int DIGITS = 12;

    private final RunFolder folder;
    private final Path own;

    private BisectFiles(RunFolder folder, Path own) {
        this.folder = folder;
        this.own = own;
    }

    /**
     * Creates the question's folder.
     *
     * @throws FileSystemException when there is a symbolic link in its place
     */
    static BisectFiles of(RunFolder folder, BisectQuestion question) throws IOException {
        String digest = Sha256.hex(question.toString().getBytes(StandardCharsets.UTF_8));
        Path own = folder.path().resolve(digest.substring(0, DIGITS));
        if (Files.isSymbolicLink(own)) {
            throw new FileSystemException(
                    own.toString(), null, "a symbolic link, and nothing is written through one: remove it");
        }
        return new BisectFiles(folder, Files.createDirectories(own));
    }

    /** Returns the folder of all searches. */
    Path folder() {
        return folder.path();
    }

    /** Returns the state of an earlier search for the same question, if it is complete. */
    Optional<BisectState> read(BisectQuestion question) throws IOException {
        Path file = own.resolve(STATE);
        return Files.isRegularFile(file) ? BisectState.parse(Files.readString(file), question) : Optional.empty();
    }

    /** Writes the complete state: first the file that the next run resumes from, then the one for programs. */
    void write(BisectState state) throws IOException {
        Disk.replace(own.resolve(STATE), state.json());
        folder.replace(STATE, state.json());
    }

    /**
     * Returns the folder of a commit's comparison with the fast one.
     *
     * @param attempt from 1; earlier measurements are not overwritten
     */
    Path ofGood(Commit commit, int attempt) {
        return own.resolve(commit.shortHash() + again(attempt));
    }

    /** Returns the folder of a commit's comparison with its predecessor. */
    Path ofParent(Commit commit, int attempt) {
        return own.resolve(commit.shortHash() + "-parent" + again(attempt));
    }

    /** Returns the folder of the explanation. */
    Path ofExplanation() {
        return own.resolve("explain");
    }

    private static String again(int attempt) {
        return attempt == 1 ? "" : "-" + attempt;
    }
}
