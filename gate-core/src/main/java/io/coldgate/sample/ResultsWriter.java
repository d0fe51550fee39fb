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
import java.util.function.Function;

/**
 * Writes a results file: JSON lines, one record each, in the order in which things happened. A record is handed to the
 * system in one write as soon as its start is over, so that a killed gate leaves all it had measured. Of starts that
 * overlap the one that ends first is written first; {@code launch} tells the order in which they are read.
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

    /** The record as one line of JSON, with its line feed. */
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
            out.writeStringField("type", "artifact");
            out.writeStringField("function", artifact.function());
            ArtifactCodec.write(out, artifact.facts());
        } else if (entry instanceof ResultsRecord.Deployed deployed) {
            out.writeStringField("type", "deployed");
            out.writeStringField("function", deployed.function());
            if (deployed.arm() != Arm.CANDIDATE) {
                out.writeStringField("arm", deployed.arm().key());
            }
            out.writeStringField("name", deployed.deployedAs());
            out.writeStringField("codeSha256", deployed.codeSha256());
        } else if (entry instanceof ResultsRecord.Identical identical) {
            out.writeStringField("type", "identical");
            out.writeStringField("function", identical.function());
            out.writeStringField("codeSha256", identical.codeSha256());
        } else if (entry instanceof ResultsRecord.Discarded discarded) {
            out.writeStringField("type", "discarded");
            writeStart(out, discarded.start());
        } else if (entry instanceof ResultsRecord.Sampled sampled) {
            out.writeStringField("type", "sample");
            writeStart(out, sampled.start());
        } else if (entry instanceof ResultsRecord.Rejected rejected) {
            out.writeStringField("type", "rejected");
            out.writeStringField("function", rejected.function());
            out.writeNumberField("at", rejected.atMillis());
            out.writeStringField("reason", rejected.reason().key());
            out.writeStringField("detail", rejected.detail());
        } else if (entry instanceof ResultsRecord.SeriesEnded ended) {
            out.writeStringField("type", "series_ended");
            out.writeStringField("function", ended.function());
            out.writeNumberField("at", ended.atMillis());
            out.writeStringField("ending", ended.ending().key());
            out.writeStringField("detail", ended.detail());
        } else if (entry instanceof ResultsRecord.Imported imported) {
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
            out.writeStringField("type", "tried");
            out.writeStringField("function", tried.function());
            out.writeStringField("variables", tried.variables());
        } else if (entry instanceof ResultsRecord.ImportFound imported) {
            ExplainedCodec.write(out, imported.found());
        } else if (entry instanceof ResultsRecord.End end) {
            out.writeStringField("type", "end");
            out.writeNumberField("at", end.atMillis());
            out.writeStringField("ending", end.ending().key());
            out.writeStringField("detail", end.detail());
        } else {
            throw new IllegalStateException("a record that nobody writes: " + entry);
        }
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
        if (header.maxSamples().isPresent()) {
            out.writeNumberField("maxSamples", header.maxSamples().getAsInt());
        }
        out.writeObjectFieldStart("fingerprint");
        for (Map.Entry<String, String> fact : header.fingerprint().facts().entrySet()) {
            out.writeStringField(fact.getKey(), fact.getValue());
        }
        out.writeEndObject();
    }

    private static void writeStart(JsonGenerator out, Start start) throws IOException {
        out.writeStringField("function", start.function());
        if (start.arm() != Arm.CANDIDATE) {
            out.writeStringField("arm", start.arm().key());
        }
        if (start.round() > 0) {
            out.writeNumberField("round", start.round());
        }
        out.writeNumberField("n", start.number());
        out.writeNumberField("at", start.atMillis());
        if (start.failure().isPresent()) {
            writeFailure(out, start.failure().get());
        }
        if (start.payload().isPresent()) {
            out.writeStringField("payload", start.payload().get().name());
            out.writeNumberField("share", start.payload().get().share());
        }
        writeNumbers(out, "values", start.values(), Metric::key);
        if (start.waitNanos().isPresent()) {
            writeNumber(out, "wait", start.waitNanos().getAsDouble());
        }
        if (!start.undisturbed().isEmpty()) {
            writeNumbers(out, "undisturbed", start.undisturbed(), Metric::key);
        }
        if (!start.missed().isEmpty()) {
            writeMissed(out, start.missed());
        }
        if (!start.phases().isEmpty()) {
            writeNumbers(out, "phases", start.phases(), Function.identity());
        }
        out.writeStringField("proof", start.proof());
        out.writeStringField("environment", start.environment());
        if (start.proactive()) {
            out.writeBooleanField("proactive", true);
        }
        if (!start.endedAfter().isEmpty()) {
            out.writeStringField("endedAfter", start.endedAfter());
        }
    }

    private static <K> void writeNumbers(
            JsonGenerator out, String field, Map<K, Double> values, Function<K, String> name) throws IOException {
        out.writeObjectFieldStart(field);
        for (Map.Entry<K, Double> value : values.entrySet()) {
            writeNumber(out, name.apply(value.getKey()), value.getValue());
        }
        out.writeEndObject();
    }

    private static void writeMissed(JsonGenerator out, Map<Metric, String> missed) throws IOException {
        out.writeObjectFieldStart("missed");
        for (Map.Entry<Metric, String> reason : missed.entrySet()) {
            out.writeStringField(reason.getKey().key(), reason.getValue());
        }
        out.writeEndObject();
    }

    private static void writeFailure(JsonGenerator out, Failure failure) throws IOException {
        out.writeObjectFieldStart("failure");
        out.writeStringField("type", failure.type());
        out.writeStringField("message", failure.message());
        writeWords(out, failure);
        out.writeEndObject();
    }

    private static void writeWords(JsonGenerator out, Failure failure) throws IOException {
        if (!failure.cause().isEmpty()) {
            out.writeStringField("cause", failure.cause());
        }
        if (!failure.output().isEmpty()) {
            out.writeArrayFieldStart("output");
            for (String line : failure.output()) {
                out.writeString(line);
            }
            out.writeEndArray();
        }
        if (!failure.initValues().isEmpty()) {
            out.writeObjectFieldStart("init");
            for (Map.Entry<Metric, Double> value : failure.initValues().entrySet()) {
                writeNumber(out, value.getKey().key(), value.getValue());
            }
            out.writeEndObject();
        }
    }

    /** Whole numbers without a fraction: nanoseconds and bytes nearly always are. */
    private static void writeNumber(JsonGenerator out, String name, double value) throws IOException {
        if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
            out.writeNumberField(name, (long) value);
        } else {
            out.writeNumberField(name, value);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
