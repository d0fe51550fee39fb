package io.coldgate.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.sample.Better;
import io.coldgate.sample.SampleValues;
import io.coldgate.sample.SeriesId;
import io.coldgate.sample.ToolSeries;
import io.coldgate.unit.ValueUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * k6's summaries: {@code --summary-export}, {@code handleSummary}, and the machine-readable one of 1.0. They hold no samples: a greatest value and
 * counts of failures are all that can be judged.
 */
final class K6Summary {
    private enum Form {
        EXPORT,
        HANDLED,
        MACHINE_READABLE
    }

    private record Metric(String name, String type, String contains, JsonNode values, JsonNode thresholds) {}

    private K6Summary() {}

    static void read(JsonNode root, Draft draft) throws ImportException {
        Form form = form(root);
        List<Metric> metrics = metrics(root, form);
        JsonNode version = root.path("metadata").path("k6Version");
        if (version.isTextual()) {
            draft.fact("k6", version.asText());
        }
        long requests = requests(metrics);
        long failed = metrics.stream()
                .filter(metric -> metric.name().equals(K6Metrics.FAILED))
                .mapToLong(metric -> failed(metric))
                .findFirst()
                .orElse(-1);
        for (Metric metric : metrics) {
            thresholds(metric, form, draft);
            if (isRate(metric)) {
                draft.add(K6Metrics.rate(metric.name(), total(metric), failed(metric)));
            } else if (metric.values().path("max").isNumber()
                    && metric.values().path("avg").isNumber()) {
                boolean ofRequests =
                        metric.name().startsWith("http_req_") && metric.name().indexOf('{') < 0;
                draft.add(trend(metric, form, ofRequests ? requests : points(metric), ofRequests ? failed : -1));
            }
        }
    }

    private static Form form(JsonNode root) throws ImportException {
        if (root.path("results").path("metrics").isArray()) {
            return Form.MACHINE_READABLE;
        }
        JsonNode metrics = root.path("metrics");
        if (!metrics.isObject()) {
            throw new ImportException("neither raw points nor a summary of k6");
        }
        for (JsonNode metric : metrics) {
            if (metric.path("values").isObject()) {
                return Form.HANDLED;
            }
        }
        return Form.EXPORT;
    }

    private static List<Metric> metrics(JsonNode root, Form form) throws ImportException {
        List<Metric> all = new ArrayList<>();
        if (form == Form.MACHINE_READABLE) {
            for (JsonNode metric : root.path("results").path("metrics")) {
                all.add(metric(JsonDocument.text(metric, "name"), metric, metric.path("values")));
            }
            return all;
        }
        for (Map.Entry<String, JsonNode> metric : root.path("metrics").properties()) {
            JsonNode node = metric.getValue();
            all.add(metric(metric.getKey(), node, form == Form.HANDLED ? node.path("values") : node));
        }
        return all;
    }

    private static Metric metric(String name, JsonNode node, JsonNode values) {
        return new Metric(
                name, node.path("type").asText(), node.path("contains").asText(), values, node.path("thresholds"));
    }

    private static boolean isRate(Metric metric) {
        return metric.type().equals("rate")
                || metric.type().isEmpty()
                        && metric.values().has("passes")
                        && metric.values().has("fails")
                || metric.values().has("matches");
    }

    private static long total(Metric metric) {
        JsonNode values = metric.values();
        return values.has("matches")
                ? values.path("total").asLong(-1)
                : values.path("passes").asLong(0) + values.path("fails").asLong(0);
    }

    /** Of a rate "passes" are the true values: of http_req_failed those are the failed requests. */
    private static long failed(Metric metric) {
        JsonNode values = metric.values();
        long trues = values.has("matches")
                ? values.path("matches").asLong(-1)
                : values.path("passes").asLong(-1);
        boolean trueIsGood =
                metric.name().equals(K6Metrics.CHECKS) || metric.name().startsWith(K6Metrics.CHECKS + "{");
        return trueIsGood ? total(metric) - trues : trues;
    }

    /**
     * How many points a metric has whose points are not requests; -1 where that is not known. A metric without a point, such
     * as that of a tag that no request had, is written as zeros.
     */
    private static long points(Metric metric) {
        JsonNode values = metric.values();
        boolean zeros = values.path("max").asDouble() == 0 && values.path("avg").asDouble() == 0;
        return values.path("count").asLong(zeros ? 0 : -1);
    }

    /** k6 writes zeros for a metric without a point: of the requests their number tells. */
    private static long requests(List<Metric> metrics) {
        return metrics.stream()
                .filter(metric -> metric.name().equals("http_reqs"))
                .mapToLong(metric -> metric.values().path("count").asLong(0))
                .findFirst()
                .orElse(0);
    }

    private static ToolSeries trend(Metric metric, Form form, long total, long failed) throws ImportException {
        ValueUnit.Scaled unit =
                form == Form.EXPORT ? K6Metrics.builtInUnit(bare(metric.name())) : K6Metrics.unit(metric.contains());
        double greatest = JsonDocument.number(metric.values().path("max"), metric.name() + " max") * unit.inBase();
        return new ToolSeries(
                new SeriesId(metric.name(), "", ""),
                true,
                unit.unit(),
                unit.unit().equals(ValueUnit.TIME) ? Better.LOWER : Better.UNKNOWN,
                SampleValues.NONE,
                List.of(),
                Optional.of(new ToolSeries.Summary(total, failed, greatest)));
    }

    private static String bare(String name) {
        int tags = name.indexOf('{');
        return tags < 0 ? name : name.substring(0, tags);
    }

    /** k6's own thresholds. In a summary export {@code true} says that one has failed; elsewhere {@code ok: true} that it held. */
    private static void thresholds(Metric metric, Form form, Draft draft) {
        for (Map.Entry<String, JsonNode> threshold : metric.thresholds().properties()) {
            boolean failed = form == Form.EXPORT
                    ? threshold.getValue().asBoolean()
                    : !threshold.getValue().path("ok").asBoolean(true);
            if (failed) {
                draft.note("k6's own threshold " + metric.name() + " " + threshold.getKey()
                        + " failed; it is not judged here");
            }
        }
    }
}
