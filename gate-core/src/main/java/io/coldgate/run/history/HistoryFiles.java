package io.coldgate.run.history;

import io.coldgate.build.BranchException;
import io.coldgate.history.FiledEntry;
import io.coldgate.history.FiledEntryReader;
import io.coldgate.history.HistoryFormatException;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.unit.Disk;
import io.coldgate.unit.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The files of a history: one per entry, named after its time, subject and digest. */
final class HistoryFiles {
    private static final String ENDING = ".json";

    /** 48 bits: among a million runs of one second and commit, a collision has a probability of one in a thousand. */
    private static final int DIGEST_LENGTH = 12;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private HistoryFiles() {}

    /** Returns an entry's file name. */
    static String name(FiledEntry entry) {
        return TIME.format(Instant.ofEpochMilli(entry.startedAtMillis())) + "-" + entry.subject() + suffix(entry);
    }

    /** Returns the end of an entry's file name, which is the same whatever commit it is filed under. */
    static String suffix(FiledEntry entry) {
        return "-" + entry.digest().substring(0, DIGEST_LENGTH) + ENDING;
    }

    /** Returns the names of the files in a folder; none if the folder does not exist. */
    static List<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(HistoryFiles::isEntry)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isEntry(String name) {
        return name.endsWith(ENDING) && !name.startsWith(".") && !name.contains("/");
    }

    /** Writes a file atomically; an existing file is not changed. */
    static void write(Path folder, String name, String text) throws IOException {
        Files.createDirectories(folder);
        try {
            Disk.create(folder.resolve(name), text);
        } catch (FileAlreadyExistsException e) {
            // Another process has just filed the same run.
            return;
        }
    }

    /**
     * Reads all entries of a history, in no particular order.
     *
     * @throws RunException with exit code 2 if there is no history, or if files are damaged or of a later version; it
     *     names all of them
     */
    static List<FiledEntry> read(HistoryPlace place) throws RunException, InterruptedException {
        if (place instanceof HistoryPlace.Folder folder) {
            if (!Files.isDirectory(folder.path())) {
                throw new RunException(
                        ExitCode.USAGE,
                        folder.path() + ": no history is there; coldgate history add files a run, --dir"
                                + " or --branch names another place");
            }
            return read(folder.path());
        }
        HistoryPlace.Branch branch = (HistoryPlace.Branch) place;
        try {
            Map<String, byte[]> contents = branch.open().contents(HistoryFiles::isEntry, FiledEntryReader.LARGEST + 1);
            return read(contents.keySet(), name -> Objects.requireNonNull(contents.get(name)), branch.name());
        } catch (BranchException e) {
            throw new RunException(ExitCode.USAGE, e.problem().within("--branch " + branch.name()));
        } catch (IOException e) {
            throw new RunException(ExitCode.USAGE, "--branch " + branch.name() + ": " + Disk.reason(e));
        }
    }

    private static List<FiledEntry> read(Path folder) throws RunException {
        try {
            return read(names(folder), name -> bytes(folder.resolve(name)), folder.toString());
        } catch (IOException e) {
            throw new RunException(ExitCode.USAGE, folder + ": " + Disk.reason(e));
        }
    }

    /** Reads a file: all of it, unless it is larger than any entry. */
    private interface Content {
        byte[] of(String name) throws IOException;
    }

    private static List<FiledEntry> read(Collection<String> names, Content content, String shownAs)
            throws RunException {
        List<FiledEntry> entries = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (String name : names) {
            try {
                entries.add(FiledEntryReader.read(content.of(name)));
            } catch (HistoryFormatException | IOException e) {
                String why = e instanceof IOException io ? Disk.reason(io) : String.valueOf(e.getMessage());
                problems.add(Problem.at(shownAs + "/" + name, "", why, "restore the file, or remove it"));
            }
        }
        if (!problems.isEmpty()) {
            throw new RunException(
                    ExitCode.USAGE,
                    problems,
                    shownAs + ": " + problems.size() + " of " + (problems.size() + entries.size())
                            + " files cannot be read; a history with gaps would mislead");
        }
        return entries;
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes(FiledEntryReader.LARGEST + 1);
        }
    }
}
