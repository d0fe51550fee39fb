package io.coldgate.run;

import io.coldgate.report.JUnitReport;
import io.coldgate.report.JsonReport;
import io.coldgate.report.Judgement;
import io.coldgate.report.MarkdownSummary;
import io.coldgate.report.document.ReportWriter;
import io.coldgate.report.html.HtmlReport;
import io.coldgate.sample.RunKind;
import io.coldgate.unit.Disk;
import io.coldgate.unit.GitIgnore;
import io.coldgate.unit.LockedFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a run's files. It is tested for writing before anything is measured, and belongs to one run at a time.
 */
public final class RunFolder implements AutoCloseable {
    public static final String RESULTS = "results.jsonl";

    /** Results of an earlier run, set aside because a later one had no verdict. */
    public static final String EARLIER_RESULTS = "results.earlier.jsonl";

    public static final String HTML = "report.html";
    public static final String JSON = "report.json";
    static final String EXPLANATION = "explanation.json";

    /** The result of a canary. */
    public static final String CANARY = "canary.json";

    /** The invocations that a canary counted. */
    public static final String CANARY_LINES = "canary.jsonl";

    /** The folder of results that other tools wrote when the gate ran them. */
    private static final String BLOCKS = "blocks";

    /** The files and folders that a run writes in addition to its reports. */
    private static final List<String> RECORDS = List.of(RESULTS, EARLIER_RESULTS, BLOCKS, CANARY, CANARY_LINES);

    private static final List<String> REPORTS =
            List.of(JSON, "summary.md", "junit.xml", HTML, "sweep.json", "sweep.svg", EXPLANATION);

    private final Path folder;
    private final FileChannel lockFile;
    /** The file key of the folder, by which a replaced folder is noticed; null on file systems without file keys. */
    private final @Nullable Object identity;

    private RunFolder(Path folder, FileChannel lockFile) throws IOException {
        this.folder = folder;
        this.lockFile = lockFile;
        this.identity = identity(folder);
    }

    private static @Nullable Object identity(Path folder) throws IOException {
        return Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    /**
     * Makes git ignore a folder that holds nothing but files of runs, and likewise the folder of checks above it, which
     * receives builds. An error is ignored here: if the folder is not writable, writing the results reports it.
     */
    private static void ignore(Path folder) {
        try {
            writeIgnore(folder);
            Optional<Path> checks = UsualFolder.ofChecksAbove(folder);
            if (checks.isPresent()) {
                writeIgnore(checks.get());
            }
        } catch (IOException e) {
            // Ignoring the folder is a convenience; its failure must not prevent a measurement.
            return;
        }
    }

    private static void writeIgnore(Path folder) throws IOException {
        if (GitIgnore.isIn(folder)) {
            return;
        }
        Set<String> own = new HashSet<>(REPORTS);
        own.addAll(RECORDS);
        own.addAll(List.of(".lock", "build", GitIgnore.NAME));
        own.addAll(UsualFolder.OF_OTHER_KINDS);
        try (Stream<Path> files = Files.list(folder)) {
            if (!files.allMatch(file -> own.contains(String.valueOf(file.getFileName())))) {
                return;
            }
        }
        GitIgnore.write(folder);
    }

    /** Makes the folder and takes it for this run. Neither it nor a file of it may be a symbolic link. */
    public static RunFolder open(Path folder) throws RunException {
        try {
            requireNoLink(folder);
            Files.createDirectories(folder);
            requireNoLinkIn(folder);
            ignore(folder);
            FileChannel channel = LockedFile.open(
                            folder.resolve(".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            LinkOption.NOFOLLOW_LINKS)
                    .orElseThrow(() -> new RunException(
                            ExitCode.COULD_NOT_MEASURE,
                            folder + " is in use by another coldgate: two runs on one machine disturb each"
                                    + " other; wait for it, or name another folder with --output"));
            return new RunFolder(folder, channel);
        } catch (IOException e) {
            String what = Files.isDirectory(folder) ? "written" : "created";
            throw new RunException(
                    ExitCode.USAGE,
                    "--output " + folder + ": cannot be " + what + ": " + Disk.reason(e) + "; name another folder");
        }
    }

    /**
     * Refuses symbolic links. A pull request can contain a link in place of the folder or, for a relative path, of one
     * of its parents.
     */
    private static void requireNoLink(Path folder) throws IOException {
        if (folder.isAbsolute()) {
            requireNone(folder);
            return;
        }
        Path way = Path.of("");
        for (Path name : folder) {
            way = way.resolve(name);
            requireNone(way);
        }
    }

    private static void requireNoLinkIn(Path folder) throws IOException {
        requireNone(folder.resolve(".lock"));
        for (String name : RECORDS) {
            requireNone(folder.resolve(name));
        }
        for (String name : REPORTS) {
            requireNone(folder.resolve(name));
        }
    }

    private static void requireNone(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    file.getFileName() + " is a symbolic link, and nothing is written through one: remove it");
        }
    }

    /** Refuses a link in the folder's place, which a program started by the gate may have put there meanwhile. */
    private void requireSame() throws IOException {
        requireNone(folder);
        if (!Objects.equals(identity, identity(folder))) {
            throw new FileSystemException(
                    folder.toString(), null, "another folder was put in its place while the gate ran");
        }
    }

    /**
     * Refuses a check's folder for a run of another kind, whose results would replace the check's.
     *
     * @throws RunException with exit code 2 when the folder contains a check's reports
     */
    void requireRoomFor(RunKind kind) throws RunException {
        if (kind != RunKind.CHECK && Files.exists(folder.resolve(JSON), LinkOption.NOFOLLOW_LINKS)) {
            throw new RunException(
                    ExitCode.USAGE,
                    "--output " + folder + ": holds a check's reports, which this " + kind.key()
                            + " would remove; name another folder");
        }
    }

    /** Returns the path of this run's results file; results that were set aside are removed. */
    Path newResults() throws IOException {
        requireSame();
        Files.deleteIfExists(folder.resolve(EARLIER_RESULTS));
        return folder.resolve(RESULTS);
    }

    /** Creates an empty folder for the output of other tools; the results of an earlier, finished run are removed. */
    Path newBlocks() throws IOException {
        removeReports();
        Files.deleteIfExists(folder.resolve(RESULTS));
        Path blocks = folder.resolve(BLOCKS);
        Disk.delete(blocks);
        return Files.createDirectory(blocks);
    }

    /** Writes the reports; each replaces the previous file atomically. */
    public String writeReports(Judgement judgement, int exitCode, List<Path> results) throws IOException {
        String json = JsonReport.render(judgement, exitCode);
        replace(JSON, json);
        replace("summary.md", MarkdownSummary.render(judgement));
        replace("junit.xml", JUnitReport.render(judgement));
        requireSame();
        writeHtml(folder.resolve(HTML), judgement, exitCode, results);
        return json;
    }

    /** Writes the HTML report, which names the results files it is based on. */
    public static void writeHtml(Path report, Judgement judgement, int exitCode, List<Path> results)
            throws IOException {
        List<String> names = results.stream().map(Path::toString).toList();
        Disk.replace(report, HtmlReport.render(judgement, exitCode, names));
    }

    /**
     * Writes the reason why there is no verdict into {@code report.json}, where programs look for it. Reports of an
     * earlier run are removed. If nothing can be written, that error is added to the failure as suppressed: the caller
     * learns of the failure anyway, and the missing report shows it too.
     */
    public static void writeFailure(Path path, RunException failure) {
        writeFailure(path, failure, Optional.empty());
    }

    /**
     * Does the same for a run that measures. Results that are older than the run are set aside: {@code judge} would
     * take them for the results of this run.
     *
     * @param earlier when the results file was last changed before the run, as by {@link #lastResults}
     */
    static void writeFailure(Path path, RunException failure, Optional<FileTime> earlier) {
        try (RunFolder folder = open(path)) {
            folder.removeReports();
            if (earlier.isPresent() && earlier.equals(lastResults(path))) {
                Files.move(path.resolve(RESULTS), path.resolve(EARLIER_RESULTS), StandardCopyOption.REPLACE_EXISTING);
            }
            folder.replace(JSON, ReportWriter.text(Version.text(), failure.exitCode(), failure.problems()));
        } catch (IOException | RunException cannotWrite) {
            failure.addSuppressed(cannotWrite);
        }
    }

    /** Returns when the results file of a folder was last changed; empty if there is none. */
    static Optional<FileTime> lastResults(Path folder) {
        try {
            return Optional.of(Files.getLastModifiedTime(folder.resolve(RESULTS), LinkOption.NOFOLLOW_LINKS));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Writes a file, replacing the previous one atomically. */
    public void replace(String name, String text) throws IOException {
        requireSame();
        Disk.replace(folder.resolve(name), text);
    }

    /** Removes the reports of an earlier run, which must not be taken for this one's. */
    public void removeReports() throws IOException {
        requireSame();
        for (String name : REPORTS) {
            Files.deleteIfExists(folder.resolve(name));
        }
    }

    public Path path() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
