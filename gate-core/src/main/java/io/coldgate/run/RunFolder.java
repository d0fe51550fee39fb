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
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of a run's files. It is tried before anything is measured, and belongs to one run at a time. */
public final class RunFolder implements AutoCloseable {
    public static final String RESULTS = "results.jsonl";
    public static final String HTML = "report.html";
    public static final String JSON = "report.json";
    static final String EXPLANATION = "explanation.json";

    /** The result of a canary. */
    public static final String CANARY = "canary.json";

    /** The invocations that a canary counted. */
    public static final String CANARY_LINES = "canary.jsonl";

    /** The folder of results that other tools wrote when the gate ran them. */
    private static final String BLOCKS = "blocks";

    private static final List<String> REPORTS =
            List.of(JSON, "summary.md", "junit.xml", HTML, "sweep.json", "sweep.svg", EXPLANATION);

    private final Path folder;
    private final FileChannel lockFile;
    /** The system's identity of the folder, as long as it is the same; null where it has no such thing. */
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
     * Makes git ignore what lies in a folder that holds nothing but files of runs, and in that of the checks above it:
     * builds go there. Where that cannot be written, the results cannot either, and they say so.
     */
    private static void ignore(Path folder) {
        try {
            writeIgnore(folder);
            Optional<Path> checks = UsualFolder.ofChecksAbove(folder);
            if (checks.isPresent()) {
                writeIgnore(checks.get());
            }
        } catch (IOException e) {
            // A convenience: no reason to measure nothing.
            return;
        }
    }

    private static void writeIgnore(Path folder) throws IOException {
        if (GitIgnore.isIn(folder)) {
            return;
        }
        Set<String> own = new HashSet<>(REPORTS);
        own.addAll(List.of(RESULTS, ".lock", "build", BLOCKS, CANARY, CANARY_LINES));
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
     * A pull request can bring a link in place of the folder, or of a folder on the way to it where that is named
     * relative to the checkout.
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
        for (String name : List.of(RESULTS, BLOCKS, CANARY, CANARY_LINES)) {
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

    /** Refuses a link in the folder's place, which a program that is started here may put there while the gate runs. */
    private void requireSame() throws IOException {
        requireNone(folder);
        if (!Objects.equals(identity, identity(folder))) {
            throw new FileSystemException(
                    folder.toString(), null, "another folder was put in its place while the gate ran");
        }
    }

    /**
     * Refuses a check's folder for a run of another kind, which would take the place of its results.
     *
     * @throws RunException with exit code 2 when a check's reports are there
     */
    void requireRoomFor(RunKind kind) throws RunException {
        if (kind != RunKind.CHECK && Files.exists(folder.resolve(JSON), LinkOption.NOFOLLOW_LINKS)) {
            throw new RunException(
                    ExitCode.USAGE,
                    "--output " + folder + ": holds a check's reports, which this " + kind.key()
                            + " would remove; name another folder");
        }
    }

    /** Returns where the results go. */
    Path results() throws IOException {
        requireSame();
        return folder.resolve(RESULTS);
    }

    /** Makes an empty folder for what other tools write; results of an earlier run, which is over, are removed. */
    Path newBlocks() throws IOException {
        removeReports();
        Files.deleteIfExists(folder.resolve(RESULTS));
        Path blocks = folder.resolve(BLOCKS);
        Disk.delete(blocks);
        return Files.createDirectory(blocks);
    }

    /** Writes the reports; each replaces the former one whole. */
    public String writeReports(Judgement judgement, int exitCode, List<Path> results) throws IOException {
        String json = JsonReport.render(judgement, exitCode);
        replace(JSON, json);
        replace("summary.md", MarkdownSummary.render(judgement));
        replace("junit.xml", JUnitReport.render(judgement));
        requireSame();
        writeHtml(folder.resolve(HTML), judgement, exitCode, results);
        return json;
    }

    /** Writes the report to look at, which names the results that it was judged by. */
    public static void writeHtml(Path report, Judgement judgement, int exitCode, List<Path> results)
            throws IOException {
        List<String> names = results.stream().map(Path::toString).toList();
        Disk.replace(report, HtmlReport.render(judgement, exitCode, names));
    }

    /**
     * Writes into {@code report.json} why there is no verdict: programs look there. Reports of an earlier run are
     * removed. Where nothing can be written, the failure has the reason with it: its caller learns of it anyway, and
     * that there is no report says the same.
     */
    public static void writeFailure(Path path, RunException failure) {
        try (RunFolder folder = open(path)) {
            folder.removeReports();
            folder.replace(JSON, ReportWriter.text(Version.text(), failure.exitCode(), failure.problems()));
        } catch (IOException | RunException cannotWrite) {
            failure.addSuppressed(cannotWrite);
        }
    }

    /** Writes a file; it replaces the former one whole. */
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
