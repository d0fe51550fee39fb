package io.coldgate.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.unit.Printable;
import io.coldgate.unit.ValueUnit;

/**
 * The shape of one benchmark in JMH's JSON, checked for consistency: the mode against the unit, forks and iterations
 * against the raw data, and the score against their mean. If two fields contradict each other, it is unknown which is
 * wrong.
 */
final class JmhShape {
    private JmhShape() {}

    static void check(JsonNode run, String mode) throws ImportException {
        JsonNode primary = run.path("primaryMetric");
        unit(mode, JsonDocument.text(primary, "scoreUnit"));
        boolean histograms = primary.has("rawDataHistogram");
        if (mode.equals("sample") && !histograms && primary.path("rawData").size() > 0) {
            throw new ImportException(
                    "mode sample with plain rawData: these are means of iterations, not the times of calls:"
                            + " run with JMH's own -rf json, which writes rawDataHistogram");
        }
        if (!mode.equals("sample") && histograms) {
            throw new ImportException(
                    "mode " + mode + " and rawDataHistogram contradict each other: only mode sample has one");
        }
        JsonNode raw = JsonDocument.list(primary, histograms ? "rawDataHistogram" : "rawData");
        lengths(run, raw);
        if (!histograms) {
            score(primary.path("score"), raw);
        }
    }

    private static void unit(String mode, String unit) throws ImportException {
        ValueUnit.Kind kind = ValueUnit.of(unit).unit().kind();
        ValueUnit.Kind wanted = mode.equals("thrpt") ? ValueUnit.Kind.RATE : ValueUnit.Kind.TIME;
        if (kind != wanted) {
            throw new ImportException(
                    "mode " + mode + " and scoreUnit " + Printable.quote(unit) + " contradict each other: "
                            + (wanted == ValueUnit.Kind.RATE
                                    ? "a throughput is in operations per time"
                                    : "it measures a time"));
        }
    }

    /**
     * Refuses more forks than requested. If there are fewer, the others have failed, and so has a fork without an
     * iteration.
     */
    private static void lengths(JsonNode run, JsonNode raw) throws ImportException {
        JsonNode forks = run.path("forks");
        if (forks.isInt() && raw.size() > Math.max(1, forks.asInt())) {
            throw new ImportException("forks is " + forks.asInt() + " and the raw data has " + raw.size()
                    + ", which contradict each other");
        }
        JsonNode iterations = run.path("measurementIterations");
        for (JsonNode fork : raw) {
            if (iterations.isInt() && fork.size() > 0 && fork.size() != iterations.asInt()) {
                throw new ImportException("measurementIterations is " + iterations.asInt()
                        + " and a fork of the raw data has " + fork.size() + ", which contradict each other");
            }
        }
    }

    private static void score(JsonNode score, JsonNode raw) throws ImportException {
        double sum = 0;
        int count = 0;
        for (JsonNode fork : raw) {
            for (JsonNode iteration : fork) {
                sum += JsonDocument.number(iteration, "raw data");
                count++;
            }
        }
        if (count > 0) {
            Contradiction.check(score, "score", sum / count, "the mean of rawData");
        }
    }
}
