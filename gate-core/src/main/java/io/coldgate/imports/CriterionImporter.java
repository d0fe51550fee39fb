package io.coldgate.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.sample.Better;
import io.coldgate.sample.SeriesId;
import io.coldgate.sample.ToolSeries;
import io.coldgate.unit.Printable;
import io.coldgate.unit.ValueUnit;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Criterion.rs: its folder {@code target/criterion}, of which {@code new} is the last run of each benchmark, or the
 * messages of {@code cargo criterion --message-format=json}. A sample is the mean of its iterations.
 */
final class CriterionImporter implements Importer {
    private static final String TIME = "time";

    /** The folder of the last run; {@code base} and folders with other names are runs to compare with. */
    private static final String NEW = "new";

    private static final String SAMPLE = "sample.json";

    /** {@code target/criterion/GROUP/FUNCTION/VALUE/new/sample.json}, with some margin. */
    private static final int DEEPEST = 10;

    @Override
    public void read(Path path, Draft draft) throws ImportException, IOException {
        if (Files.isDirectory(path)) {
            for (Path sample : samples(path)) {
                benchmark(sample.resolveSibling("benchmark.json"), sample, draft);
            }
            draft.note("Criterion keeps benchmarks that are gone: clear its folder before a run");
        } else {
            JsonDocument.values(path, (value, number, inList) -> message(value, draft));
        }
    }

    private static List<Path> samples(Path folder) throws IOException {
        TreeSet<Path> found = new TreeSet<>();
        Files.walkFileTree(folder, Set.of(), DEEPEST, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                Path parent = file.getParent();
                if (file.endsWith(SAMPLE) && parent != null && parent.endsWith(NEW)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return List.copyOf(found);
    }

    private static void benchmark(Path description, Path sample, Draft draft) throws ImportException, IOException {
        String name = JsonDocument.text(JsonDocument.read(description), "full_id");
        SeriesId id = new SeriesId(name, "", TIME);
        try {
            JsonNode document = JsonDocument.read(sample);
            requireNanoseconds(sample.resolveSibling("raw.csv"));
            draft.add(series(
                    id,
                    JsonDocument.list(document, "iters"),
                    JsonDocument.list(document, "times"),
                    new ValueUnit.Scaled(ValueUnit.TIME, 1)));
        } catch (ImportException e) {
            draft.spoil(id, true, Printable.quote(name) + ": " + e.getMessage());
        }
    }

    /**
     * Refuses other units. The unit of a measurement other than the wall clock is only in {@code raw.csv}, if Criterion
     * writes that.
     */
    private static void requireNanoseconds(Path raw) throws ImportException, IOException {
        if (Files.exists(raw)) {
            CsvRows.read(raw, ',', cells -> {
                String unit = cells.getOrDefault("unit", "ns");
                if (!unit.equals("ns")) {
                    throw new ImportException("measured in " + Printable.quote(unit)
                            + ", which sample.json does not say: use cargo criterion --message-format=json");
                }
            });
        }
    }

    private static void message(JsonNode message, Draft draft) throws ImportException {
        if (!message.path("reason").asText().equals("benchmark-complete")) {
            return;
        }
        String name = JsonDocument.text(message, "id");
        SeriesId id = new SeriesId(name, "", TIME);
        try {
            draft.add(series(
                    id,
                    JsonDocument.list(message, "iteration_count"),
                    JsonDocument.list(message, "measured_values"),
                    ValueUnit.of(JsonDocument.text(message, "unit"))));
        } catch (ImportException e) {
            draft.spoil(id, true, Printable.quote(name) + ": " + e.getMessage());
        }
    }

    private static ToolSeries series(SeriesId id, JsonNode iterations, JsonNode totals, ValueUnit.Scaled unit)
            throws ImportException {
        if (iterations.size() != totals.size()) {
            throw new ImportException(iterations.size() + " counts of iterations and " + totals.size()
                    + " measured values, which contradict each other");
        }
        GrowingValues values = new GrowingValues();
        for (int i = 0; i < totals.size(); i++) {
            double count = JsonDocument.number(iterations.get(i), "a count of iterations");
            if (count < 1) {
                throw new ImportException("a sample of " + iterations.get(i) + " iterations");
            }
            values.add(JsonDocument.number(totals.get(i), "a measured value") * unit.inBase() / count);
        }
        return new ToolSeries(id, true, unit.unit(), Better.LOWER, values.values());
    }
}
