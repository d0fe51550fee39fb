package io.coldgate.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.sample.Better;
import io.coldgate.sample.SeriesId;
import io.coldgate.sample.ToolSeries;
import io.coldgate.unit.Printable;
import io.coldgate.unit.ValueUnit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.StringJoiner;

/** hyperfine's {@code --export-json}. A run whose exit code is not 0 has failed, however fast it was. */
final class HyperfineImporter implements Importer {
    private static final double SECOND = 1e9;

    @Override
    public void read(Path path, Draft draft) throws ImportException, IOException {
        for (JsonNode result : JsonDocument.list(JsonDocument.read(path), "results")) {
            String command = JsonDocument.text(result, "command");
            try {
                command(command, result, draft);
            } catch (ImportException e) {
                throw new ImportException(Printable.quote(command) + ": " + e.getMessage());
            }
        }
    }

    private static void command(String command, JsonNode result, Draft draft) throws ImportException {
        StringJoiner variant = new StringJoiner(",");
        result.path("parameters")
                .properties()
                .forEach(parameter -> variant.add(
                        parameter.getKey() + "=" + parameter.getValue().asText()));
        JsonNode exitCodes = JsonDocument.list(result, "exit_codes");
        SeriesId time = new SeriesId(command, variant.toString(), "time");
        draft.add(series(time, ValueUnit.TIME, JsonDocument.list(result, "times"), SECOND, exitCodes));
        if (result.path("memory_usage_byte").isArray()) {
            SeriesId memory = new SeriesId(command, variant.toString(), "memory");
            draft.add(series(memory, ValueUnit.SIZE, result.path("memory_usage_byte"), 1, exitCodes));
        }
    }

    private static ToolSeries series(SeriesId id, ValueUnit unit, JsonNode list, double inBase, JsonNode exitCodes)
            throws ImportException {
        if (list.size() != exitCodes.size()) {
            throw new ImportException(list.size() + " values of " + id.metric() + " and " + exitCodes.size()
                    + " exit codes: not every run is known to have worked");
        }
        GrowingValues values = new GrowingValues();
        for (int i = 0; i < list.size(); i++) {
            double value = JsonDocument.number(list.get(i), id.metric()) * inBase;
            // Null: ended by a signal.
            boolean worked = exitCodes.get(i).isInt() && exitCodes.get(i).asInt() == 0;
            values.add(worked ? value : Double.POSITIVE_INFINITY);
        }
        return new ToolSeries(id, unit.equals(ValueUnit.TIME), unit, Better.LOWER, values.values());
    }
}
