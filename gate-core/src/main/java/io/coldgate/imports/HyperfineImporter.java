package io.coldgate.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.sample.Better;
import io.coldgate.sample.SeriesId;
import io.coldgate.sample.ToolSeries;
import io.coldgate.unit.Printable;
import io.coldgate.unit.ValueUnit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.StringJoiner;

/** hyperfine's {@code --export-json}. A run whose exit code is not 0 has failed, however fast it was. */
final class HyperfineImporter implements Importer {
    private static final double SECOND = 1e9;
    private static final String TIME = "time";
    private static final String TIMES = "times";
    private static final String MEMORY = "memory_usage_byte";

    @Override
    public void read(Path path, Draft draft) throws ImportException, IOException {
        for (JsonNode result : JsonDocument.list(JsonDocument.read(path), "results")) {
            command(JsonDocument.text(result, "command"), result, draft);
        }
    }

    private static void command(String command, JsonNode result, Draft draft) throws ImportException {
        StringJoiner variant = new StringJoiner(",");
        result.path("parameters")
                .properties()
                .forEach(parameter -> variant.add(
                        parameter.getKey() + "=" + parameter.getValue().asText()));
        SeriesId time = new SeriesId(command, variant.toString(), TIME);
        try {
            draft.add(series(time, ValueUnit.TIME, result, TIMES, SECOND));
            checkSummary(result);
        } catch (ImportException e) {
            draft.spoil(time, true, Printable.quote(command) + ": " + e.getMessage());
        }
        // Null if hyperfine could not determine it.
        if (!result.path(MEMORY).isMissingNode() && !result.path(MEMORY).isNull()) {
            SeriesId memory = new SeriesId(command, variant.toString(), "memory");
            try {
                draft.add(series(memory, ValueUnit.SIZE, result, MEMORY, 1));
            } catch (ImportException e) {
                draft.spoil(memory, false, Printable.quote(command) + ": " + e.getMessage());
            }
        }
    }

    private static ToolSeries series(SeriesId id, ValueUnit unit, JsonNode result, String field, double inBase)
            throws ImportException {
        JsonNode list = JsonDocument.list(result, field);
        JsonNode exitCodes = JsonDocument.list(result, "exit_codes");
        if (list.size() != exitCodes.size()) {
            throw new ImportException(field + " has " + list.size() + " values and exit_codes " + exitCodes.size()
                    + ", which contradict each other: not every run is known to have worked");
        }
        GrowingValues values = new GrowingValues();
        for (int i = 0; i < list.size(); i++) {
            double value = JsonDocument.number(list.get(i), id.metric()) * inBase;
            // Null means that a signal ended the run.
            boolean worked = exitCodes.get(i).isInt() && exitCodes.get(i).asInt() == 0;
            values.add(worked ? value : Double.POSITIVE_INFINITY);
        }
        return new ToolSeries(id, id.metric().equals(TIME), unit, Better.LOWER, values.values());
    }

    /** Checks that hyperfine's summary agrees with the runs. */
    private static void checkSummary(JsonNode result) throws ImportException {
        JsonNode times = result.path(TIMES);
        if (times.isEmpty()) {
            return;
        }
        double[] sorted = new double[times.size()];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = times.get(i).asDouble();
        }
        Arrays.sort(sorted);
        double mean = Arrays.stream(sorted).average().orElseThrow();
        Contradiction.check(result.path("mean"), "mean", mean, "the mean of times");
        Contradiction.check(result.path("min"), "min", sorted[0], "the least of times");
        Contradiction.check(result.path("max"), "max", sorted[sorted.length - 1], "the greatest of times");
    }
}
