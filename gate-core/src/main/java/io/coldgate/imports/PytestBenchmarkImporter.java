package io.coldgate.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.sample.Better;
import io.coldgate.sample.SampleValues;
import io.coldgate.sample.SeriesId;
import io.coldgate.sample.ToolSeries;
import io.coldgate.unit.Printable;
import io.coldgate.unit.ValueUnit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * pytest-benchmark's {@code --benchmark-json}. A sample is a round: the mean of its iterations, in seconds. A failed
 * test is not in the file.
 */
final class PytestBenchmarkImporter implements Importer {
    private static final double SECOND = 1e9;
    private static final String TIME = "time";

    @Override
    public void read(Path path, Draft draft) throws ImportException, IOException {
        JsonNode document = JsonDocument.read(path);
        JsonNode benchmarks = JsonDocument.list(document, "benchmarks");
        JsonNode machine = document.path("machine_info");
        draft.fact("pytest-benchmark", document.path("version").asText());
        draft.fact("python", machine.path("python_version").asText());
        draft.fact("host", machine.path("node").asText());
        draft.fact("cpu", machine.path("cpu").path("brand_raw").asText());
        for (JsonNode benchmark : benchmarks) {
            benchmark(benchmark, draft);
        }
    }

    private static void benchmark(JsonNode benchmark, Draft draft) throws ImportException {
        String name = JsonDocument.text(benchmark, "fullname");
        SeriesId id = new SeriesId(name, "", TIME);
        try {
            draft.add(series(id, benchmark).writtenAs(JsonDocument.text(benchmark, "name")));
        } catch (ImportException e) {
            draft.spoil(id, true, Printable.quote(name) + ": " + e.getMessage());
            return;
        }
        OptionalLong iterations = iterations(benchmark);
        if (iterations.isPresent() && iterations.getAsLong() > 1) {
            draft.note(name + ": a sample is the mean of " + iterations.getAsLong() + " calls, not a call");
        }
    }

    private static OptionalLong iterations(JsonNode benchmark) {
        JsonNode iterations = benchmark.path("stats").path("iterations");
        return iterations.isIntegralNumber() ? OptionalLong.of(iterations.asLong()) : OptionalLong.empty();
    }

    private static ToolSeries series(SeriesId id, JsonNode benchmark) throws ImportException {
        JsonNode stats = benchmark.path("stats");
        if (stats.isObject() && stats.path("data").isMissingNode()) {
            throw new ImportException("the file has statistics and no samples: write it with --benchmark-json, or add"
                    + " --benchmark-save-data");
        }
        JsonNode data = JsonDocument.list(stats, "data");
        double[] seconds = new double[data.size()];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = JsonDocument.number(data.get(i), "data");
        }
        checkSummary(stats, seconds);
        double[] nanos = Arrays.stream(seconds).map(each -> each * SECOND).toArray();
        return new ToolSeries(id, true, ValueUnit.TIME, Better.LOWER, SampleValues.of(nanos));
    }

    /** Checks that the statistics agree with the rounds. */
    private static void checkSummary(JsonNode stats, double[] seconds) throws ImportException {
        if (seconds.length == 0) {
            throw new ImportException("no rounds");
        }
        Contradiction.check(stats.path("rounds"), "rounds", seconds.length, "the number of values in data");
        Contradiction.check(
                stats.path("min"), "min", Arrays.stream(seconds).min().orElseThrow(), "the least of data");
        Contradiction.check(
                stats.path("max"), "max", Arrays.stream(seconds).max().orElseThrow(), "the greatest of data");
        Contradiction.check(
                stats.path("mean"), "mean", Arrays.stream(seconds).average().orElseThrow(), "the mean of data");
    }
}
