package io.coldgate.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.sample.Arm;
import io.coldgate.sample.Fingerprint;
import io.coldgate.unit.ValueUnit;
import io.coldgate.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Reads a filed run. */
final class FiledRunReader {
    private static final String HEXADECIMAL = "[0-9a-f]{64}";
    private static final String COMMIT = "|[0-9a-f]{40,64}";

    private FiledRunReader() {}

    /**
     * Reads a run.
     *
     * @throws IllegalArgumentException when a member is missing or wrong
     */
    static FiledRun run(JsonNode node) {
        return new FiledRun(
                FiledJson.text(node, "run", HEXADECIMAL),
                FiledJson.text(node, "commit", COMMIT),
                FiledJson.text(node, "branch"),
                FiledJson.flag(node, "change"),
                node.has("committedAt") ? OptionalLong.of(FiledJson.whole(node, "committedAt")) : OptionalLong.empty(),
                FiledJson.whole(node, "startedAt"),
                FiledJson.text(node, "ending"),
                FiledJson.text(node, "coldgate"),
                FiledJson.text(node, "platform"),
                FiledJson.text(node, "thresholdsSha256"),
                fingerprint(node.path("fingerprint")),
                FiledJson.constant(Verdict.class, FiledJson.text(node, "verdict"), "verdict"),
                checks(FiledJson.list(node, "checks")),
                series(FiledJson.list(node, "series")));
    }

    private static Fingerprint fingerprint(JsonNode node) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("fingerprint: not an object");
        }
        Map<String, String> facts = new TreeMap<>();
        node.fieldNames()
                .forEachRemaining(name -> facts.put(FiledJson.bounded(name, name), FiledJson.text(node, name)));
        return new Fingerprint(facts);
    }

    private static List<FiledCheck> checks(JsonNode list) {
        List<FiledCheck> checks = new ArrayList<>();
        for (JsonNode node : list) {
            boolean measured = node.has("n");
            checks.add(new FiledCheck(
                    new FiledCheck.BudgetKey(
                            FiledJson.text(node, "function"),
                            FiledJson.text(node, "metric"),
                            FiledJson.text(node, "rule"),
                            node.path("relative").asBoolean()),
                    FiledJson.text(node, "limit"),
                    FiledJson.constant(Verdict.class, FiledJson.text(node, "verdict"), "verdict"),
                    FiledJson.text(node, "reason"),
                    measured ? FiledJson.count(node, "n") : 0,
                    measured ? FiledJson.number(node.path("estimate"), Double.POSITIVE_INFINITY) : Double.NaN,
                    measured ? FiledJson.number(node.path("intervalLow"), Double.NaN) : Double.NaN,
                    measured ? FiledJson.number(node.path("intervalHigh"), Double.POSITIVE_INFINITY) : Double.NaN));
        }
        return checks;
    }

    private static List<FiledSeries> series(JsonNode list) {
        List<FiledSeries> series = new ArrayList<>();
        for (JsonNode node : list) {
            Arm arm = FiledJson.constant(Arm.class, FiledJson.text(node, "arm"), "arm");
            ValueUnit.Kind kind = FiledJson.constant(ValueUnit.Kind.class, FiledJson.text(node, "kind"), "kind");
            List<FiledSeries.Quantile> quantiles = new ArrayList<>();
            for (JsonNode quantile : FiledJson.list(node, "quantiles")) {
                quantiles.add(quantile(quantile));
            }
            if (quantiles.stream().noneMatch(quantile -> quantile.probability() == .5)) {
                throw new IllegalArgumentException("quantiles: without the median");
            }
            series.add(new FiledSeries(
                    new FiledSeries.Key(FiledJson.text(node, "function"), FiledJson.text(node, "metric"), arm),
                    new ValueUnit(kind, FiledJson.text(node, "unit")),
                    FiledJson.count(node, "n"),
                    FiledJson.count(node, "failed"),
                    quantiles));
        }
        return series;
    }

    private static FiledSeries.Quantile quantile(JsonNode node) {
        if (!node.isArray() || node.size() != 4) {
            throw new IllegalArgumentException("quantiles: each is [probability, value, low, high]");
        }
        return new FiledSeries.Quantile(
                FiledJson.number(node.get(0), Double.NaN),
                FiledJson.number(node.get(1), Double.POSITIVE_INFINITY),
                FiledJson.number(node.get(2), Double.POSITIVE_INFINITY),
                FiledJson.number(node.get(3), Double.POSITIVE_INFINITY));
    }
}
