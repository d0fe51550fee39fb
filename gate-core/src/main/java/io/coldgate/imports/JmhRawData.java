package io.coldgate.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.sample.Better;
import io.coldgate.sample.SeriesId;
import io.coldgate.sample.ToolSeries;
import io.coldgate.unit.ValueUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The samples of a metric. Mode {@code ss}: the first iteration of each fork, because only that one runs in a JVM that
 * has not run the code before. Modes {@code avgt} and {@code thrpt}: every iteration, in clusters of one fork. Mode
 * {@code sample}: every invocation of the histograms, in clusters of one fork; their order within an iteration is lost,
 * so it is drawn with a fixed seed. A fork without data is a failed sample.
 *
 * @param mode the benchmark's mode
 * @param forks the requested number of forks; 0 means one run in JMH's own JVM
 * @param warmUps number of iterations before the measured ones
 */
record JmhRawData(String mode, int forks, int warmUps) {
    ToolSeries series(SeriesId id, boolean primary, Better better, JsonNode metric, Draft draft)
            throws ImportException {
        ValueUnit.Scaled unit = ValueUnit.of(JsonDocument.text(metric, "scoreUnit"));
        GrowingValues values = new GrowingValues();
        List<Integer> clusters = new ArrayList<>();
        boolean histograms = metric.has("rawDataHistogram");
        JsonNode raw = JsonDocument.list(metric, histograms ? "rawDataHistogram" : "rawData");
        for (JsonNode fork : raw) {
            int before = values.size();
            if (histograms) {
                histograms(fork, unit.inBase(), values);
            } else {
                iterations(id, fork, unit.inBase(), values, primary, draft);
            }
            if (values.size() == before) {
                values.add(Double.POSITIVE_INFINITY);
            }
            clusters.add(values.size() - before);
        }
        if (raw.isEmpty()) {
            draft.note(id.shown() + " " + id.metric() + ": no raw data: run without -Djmh.json.rawData=false");
        } else {
            addFailed(id, raw.size(), values, clusters, draft);
        }
        return new ToolSeries(id, primary, unit.unit(), better, values.values()).clustered(clusters);
    }

    private void addFailed(SeriesId id, int there, GrowingValues values, List<Integer> clusters, Draft draft)
            throws ImportException {
        for (int missing = there; missing < forks; missing++) {
            values.add(Double.POSITIVE_INFINITY);
            clusters.add(1);
        }
        if (there < forks) {
            draft.note(id.shown() + " " + id.metric() + ": only " + there + " of " + forks
                    + " forks gave data; each of the others is a failed sample");
        }
    }

    private void iterations(
            SeriesId id, JsonNode fork, double inBase, GrowingValues values, boolean primary, Draft draft)
            throws ImportException {
        boolean firstOnly = mode.equals("ss");
        for (JsonNode iteration : fork) {
            values.add(JsonDocument.number(iteration, "raw data") * inBase);
            if (firstOnly) {
                break;
            }
        }
        if (firstOnly && primary && fork.size() > 1) {
            draft.note(id.shown() + " ss: the first of each fork's " + fork.size()
                    + " iterations is its sample: run with -i 1");
        }
        if (firstOnly && primary && warmUps > 0) {
            draft.note(id.shown() + " ss: after " + warmUps + " warm-up iterations, so not cold: run with -wi 0");
        }
    }

    private static void histograms(JsonNode fork, double inBase, GrowingValues values) throws ImportException {
        SplittableRandom order = new SplittableRandom(0);
        for (JsonNode iteration : fork) {
            GrowingValues all = new GrowingValues();
            for (JsonNode pair : iteration) {
                double value = JsonDocument.number(pair.path(0), "a histogram's value") * inBase;
                JsonNode times = pair.path(1);
                if (!times.isIntegralNumber() || pair.size() != 2) {
                    throw new ImportException("a histogram's entry is not a value and a whole count");
                }
                double count = JsonDocument.number(times, "a histogram's count");
                for (long i = 0; i < count; i++) {
                    all.add(value);
                }
            }
            double[] shuffled = all.values().toArray();
            for (int i = shuffled.length - 1; i > 0; i--) {
                int j = order.nextInt(i + 1);
                double swap = shuffled[i];
                shuffled[i] = shuffled[j];
                shuffled[j] = swap;
            }
            for (double value : shuffled) {
                values.add(value);
            }
        }
    }
}
