package io.coldgate.imports;

import io.coldgate.sample.Tool;
import io.coldgate.sample.ToolResults;
import io.coldgate.unit.Printable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** Reads the results of other tools. */
public final class Imports {
    private static final int LONGEST = 500;

    /** The message about an empty file: a tool that fails may have created it before it measured anything. */
    static final String EMPTY = "the file is empty: see whether the tool that writes it failed";

    private Imports() {}

    /**
     * Reads one entry's results.
     *
     * @param source the entry
     * @param path its file, folder or pattern of files
     * @return its series, or the problem: a file that is missing, truncated, of an unknown version or otherwise
     *     incomplete gives no series at all
     */
    public static ToolResults read(ToolResults.Source source, Path path) {
        Draft draft = new Draft();
        try {
            if (source.tool() != Tool.LIGHTHOUSE && !Files.exists(path)) {
                return ToolResults.broken(source, missing(source.tool()));
            }
            if (Files.isRegularFile(path) && Files.size(path) == 0) {
                return ToolResults.broken(source, EMPTY);
            }
            importer(source.tool()).read(path, draft);
            return draft.results(source);
        } catch (ImportException e) {
            return ToolResults.broken(source, Printable.escape(String.valueOf(e.getMessage()), LONGEST));
        } catch (NoSuchFileException e) {
            return ToolResults.broken(source, missing(source.tool()));
        } catch (EOFException e) {
            return ToolResults.broken(source, "cut off: what is compressed ends too early, as a killed tool leaves it");
        } catch (ZipException e) {
            return ToolResults.broken(
                    source, "not whole gzip: " + Printable.escape(String.valueOf(e.getMessage()), LONGEST));
        } catch (IOException e) {
            return ToolResults.broken(
                    source, "cannot be read: " + Printable.escape(String.valueOf(e.getMessage()), LONGEST));
        }
    }

    private static String missing(Tool tool) {
        return "no such file: run " + (tool == Tool.SAMPLES ? "what writes it" : tool.key())
                + " first, or see docs/results.md";
    }

    private static Importer importer(Tool tool) {
        return switch (tool) {
            case JMH -> new JmhImporter();
            case GATLING -> new GatlingImporter();
            case LIGHTHOUSE -> new LighthouseImporter();
            case K6 -> new K6Importer();
            case HYPERFINE -> new HyperfineImporter();
            case GO_BENCH -> new GoBenchImporter();
            case CRITERION -> new CriterionImporter();
            case PYTEST_BENCHMARK -> new PytestBenchmarkImporter();
            case JMETER -> new JmeterImporter();
            case SAMPLES -> new SamplesImporter();
        };
    }
}
