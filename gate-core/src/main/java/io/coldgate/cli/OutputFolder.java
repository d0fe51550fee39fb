package io.coldgate.cli;

import io.coldgate.report.JUnitReport;
import io.coldgate.report.JsonReport;
import io.coldgate.report.Judgement;
import io.coldgate.report.MarkdownSummary;
import io.coldgate.report.html.HtmlReport;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The folder of a run's files. It is tried before anything is measured, and belongs to one run at a time. */
final class OutputFolder implements AutoCloseable {
    static final String RESULTS = "results.jsonl";
    static final String HTML = "report.html";

    private final Path folder;
    private final FileChannel lockFile;

    private OutputFolder(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    /** {@code target/coldgate} beside a pom.xml, else {@code coldgate-out}; both beside the thresholds file. */
    static Path defaultFor(Path thresholdsFile) {
        Path parent = thresholdsFile.getParent();
        Path beside = parent == null ? Path.of("") : parent;
        return Files.exists(beside.resolve("pom.xml"))
                ? beside.resolve("target/coldgate")
                : beside.resolve("coldgate-out");
    }

    /** Makes the folder and takes it for this run. */
    static OutputFolder open(Path folder) throws CommandException {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new CommandException(
                        ExitCode.COULD_NOT_MEASURE,
                        "coldgate: " + folder + " is in use by another coldgate: two runs on one machine disturb each"
                                + " other; wait for it, or name another folder with --output");
            }
            return new OutputFolder(folder, channel);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "coldgate: --output " + folder + ": cannot be written: " + reason(e) + "; name another folder");
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** The system's words without the path that the caller names. */
    static String reason(IOException e) {
        if (!(e instanceof FileSystemException f)) {
            return String.valueOf(e.getMessage());
        }
        if (f.getReason() != null) {
            return f.getReason();
        }
        if (e instanceof FileAlreadyExistsException) {
            return "there is a file of that name";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof NoSuchFileException
                ? "no such file or folder"
                : e.getClass().getSimpleName().replace("Exception", "");
    }

    Path results() {
        return folder.resolve(RESULTS);
    }

    /** Writes the reports; each replaces the former one whole. */
    String writeReports(Judgement judgement, int exitCode, List<Path> results) throws IOException {
        String json = JsonReport.render(judgement, exitCode);
        replace("report.json", json);
        replace("summary.md", MarkdownSummary.render(judgement));
        replace("junit.xml", JUnitReport.render(judgement));
        writeHtml(folder.resolve(HTML), judgement, exitCode, results);
        return json;
    }

    /** Writes the report to look at, which names the results that it was judged by. */
    static void writeHtml(Path report, Judgement judgement, int exitCode, List<Path> results) throws IOException {
        List<String> names = results.stream().map(Path::toString).toList();
        replace(report, HtmlReport.render(judgement, exitCode, names));
    }

    /** Writes a file; it replaces the former one whole. */
    void replace(String name, String text) throws IOException {
        replace(folder.resolve(name), text);
    }

    private static void replace(Path file, String text) throws IOException {
        Path half = file.resolveSibling("." + file.getFileName() + ".half");
        // Half a character that some program printed must not keep the rest from being written.
        Files.write(half, text.getBytes(StandardCharsets.UTF_8));
        Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What an earlier run reported must not be taken for this one's. */
    void removeReports() throws IOException {
        for (String name : new String[] {"report.json", "summary.md", "junit.xml", HTML, "sweep.json", "sweep.svg"}) {
            Files.deleteIfExists(folder.resolve(name));
        }
    }

    Path path() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
