package io.coldgate.sample;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes a results file: JSON lines, one record each, in the order of events. A record is written in a single system
 * call as soon as its start is over, so a killed gate leaves everything that it had measured. Overlapping starts are
 * written in the order in which they end; {@code launch} gives the order in which they are read.
 */
public final class ResultsWriter implements AutoCloseable {
    /** Version of the format; a reader refuses others. */
    public static final int SCHEMA_VERSION = 1;

    private final JsonFactory json = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();
    private final AppendedFile file;

    private ResultsWriter(AppendedFile file) {
        this.file = file;
    }

    /** Creates the file in place of an earlier one; a symbolic link is refused. */
    public static ResultsWriter create(Path file) throws IOException {
        return new ResultsWriter(AppendedFile.create(file));
    }

    /** Appends one record. */
    public synchronized void write(ResultsRecord entry) throws IOException {
        file.write(encode(entry));
    }

    /** Returns the record as one line of JSON, with its line feed. */
    byte[] encode(ResultsRecord entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            writeFields(out, entry);
            if (entry instanceof ResultsRecord.Attempt attempt && attempt.launch() > 0) {
                out.writeNumberField("launch", attempt.launch());
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private static void writeFields(JsonGenerator out, ResultsRecord entry) throws IOException {
        if (entry instanceof ResultsRecord.Run run) {
            writeHeader(out, run.header());
        } else if (entry instanceof ResultsRecord.Artifact artifact) {
            writeType(out, "artifact", artifact.function());
            ArtifactCodec.write(out, artifact.facts());
        } else if (entry instanceof ResultsRecord.Deployed deployed) {
            writeDeployed(out, deployed);
        } else if (entry instanceof ResultsRecord.Identical identical) {
            writeType(out, "identical", identical.function());
            out.writeStringField("codeSha256", identical.codeSha256());
        } else if (entry instanceof ResultsRecord.Discarded discarded) {
            out.writeStringField("type", "discarded");
            StartCodec.write(out, discarded.start());
        } else if (entry instanceof ResultsRecord.Sampled sampled) {
            out.writeStringField("type", "sample");
            StartCodec.write(out, sampled.start());
        } else if (entry instanceof ResultsRecord.Rejected rejected) {
            writeRejected(out, rejected);
        } else if (entry instanceof ResultsRecord.SeriesEnded ended) {
            writeType(out, "series_ended", ended.function());
            writeEnding(out, ended.atMillis(), ended.ending(), ended.detail());
        } else if (entry instanceof ResultsRecord.End end) {
            out.writeStringField("type", "end");
            writeEnding(out, end.atMillis(), end.ending(), end.detail());
        } else {
            writeImportedOrExplained(out, entry);
        }
    }

    private static void writeImportedOrExplained(JsonGenerator out, ResultsRecord entry) throws IOException {
        if (entry instanceof ResultsRecord.Imported imported) {
            ToolResultsCodec.write(out, imported);
        } else if (entry instanceof ResultsRecord.ImportedSeries series) {
            ToolResultsCodec.write(out, series);
        } else if (entry instanceof ResultsRecord.ImportedValues values) {
            ToolResultsCodec.write(out, values);
        } else if (entry instanceof ResultsRecord.Explained explained) {
            ExplainedCodec.write(out, explained.start());
        } else if (entry instanceof ResultsRecord.Built built) {
            ExplainedCodec.write(out, built.build());
        } else if (entry instanceof ResultsRecord.TriedWith tried) {
            writeType(out, "tried", tried.function());
            out.writeStringField("variables", tried.variables());
        } else if (entry instanceof ResultsRecord.ImportFound imported) {
            ExplainedCodec.write(out, imported.found());
        } else {
            throw new IllegalStateException("a record that nobody writes: " + entry);
        }
    }

    private static void writeType(JsonGenerator out, String type, String function) throws IOException {
        out.writeStringField("type", type);
        out.writeStringField("function", function);
    }

    private static void writeDeployed(JsonGenerator out, ResultsRecord.Deployed deployed) throws IOException {
        writeType(out, "deployed", deployed.function());
        if (deployed.arm() != Arm.CANDIDATE) {
            out.writeStringField("arm", deployed.arm().key());
        }
        out.writeStringField("name", deployed.deployedAs());
        out.writeStringField("codeSha256", deployed.codeSha256());
    }

    private static void writeRejected(JsonGenerator out, ResultsRecord.Rejected rejected) throws IOException {
        writeType(out, "rejected", rejected.function());
        out.writeNumberField("at", rejected.atMillis());
        out.writeStringField("reason", rejected.reason().key());
        out.writeStringField("detail", rejected.detail());
    }

    private static void writeEnding(JsonGenerator out, long atMillis, Ending ending, String detail) throws IOException {
        out.writeNumberField("at", atMillis);
        out.writeStringField("ending", ending.key());
        out.writeStringField("detail", detail);
    }

    private static void writePart(JsonGenerator out, BuildPart part) throws IOException {
        out.writeObjectFieldStart("build");
        writeNames(out, "functions", part.functions());
        out.writeNumberField("shard", part.shard());
        out.writeNumberField("shards", part.shards());
        if (part.changedSince().isPresent()) {
            out.writeStringField("changedSince", part.changedSince().get());
            writeNames(out, "unchanged", part.unchanged());
        }
        out.writeEndObject();
    }

    static void writeNames(JsonGenerator out, String field, List<String> functions) throws IOException {
        out.writeArrayFieldStart(field);
        for (String function : functions) {
            out.writeString(function);
        }
        out.writeEndArray();
    }

    static void writeTexts(JsonGenerator out, String field, Map<String, String> texts) throws IOException {
        out.writeObjectFieldStart(field);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            out.writeStringField(text.getKey(), text.getValue());
        }
        out.writeEndObject();
    }

    private static void writeHeader(JsonGenerator out, RunHeader header) throws IOException {
        out.writeStringField("type", "run");
        out.writeNumberField("schemaVersion", SCHEMA_VERSION);
        out.writeStringField("coldgate", header.coldgateVersion());
        out.writeNumberField("at", header.startedAtMillis());
        if (header.kind() != RunKind.CHECK) {
            out.writeStringField("kind", header.kind().key());
        }
        out.writeStringField("platform", header.platform());
        out.writeNumberField("seed", header.seed());
        out.writeObjectFieldStart("thresholds");
        out.writeStringField("file", header.thresholdsFile());
        out.writeStringField("sha256", header.thresholdsSha256());
        out.writeEndObject();
        if (header.commit().isPresent()) {
            out.writeStringField("commit", header.commit().get());
        }
        writeNames(out, "functions", header.functions());
        if (header.part().isPresent()) {
            writePart(out, header.part().get());
        }
        if (header.tools().isPresent()) {
            ToolResultsCodec.write(out, header.tools().get());
        }
        if (!header.options().isEmpty()) {
            writeNames(out, "options", header.options());
        }
        if (!header.stale().isEmpty()) {
            writeTexts(out, "stale", header.stale());
        }
        if (header.maxSamples().isPresent()) {
            out.writeNumberField("maxSamples", header.maxSamples().getAsInt());
        }
        writeTexts(out, "fingerprint", header.fingerprint().facts());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
