package io.coldgate.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.sample.Better;
import io.coldgate.sample.SampleValues;
import io.coldgate.sample.SeriesId;
import io.coldgate.sample.ToolSeries;
import io.coldgate.unit.Printable;
import io.coldgate.unit.ValueUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * k6's summaries: {@code --summary-export}, {@code handleSummary}, and the machine-readable one of 1.0. They contain no
 * samples: only a greatest value and counts of failures can be judged.
 */
final class K6Summary {
    private enum Form {
        EXPORT,
        HANDLED,
        MACHINE_READABLE
    }

    private record Metric(String name, String type, String contains, JsonNode values, JsonNode thresholds) {}

    /** The tolerance for rounding errors in a sum. */
    private static final double ROUNDING = 1 + 1e-9;

    private final Form form;
    private final Draft draft;

    /** The number of requests; -1 if unknown. */
    private final long requests;

    /** The number of failed requests; -1 while unknown. */
    private long failed = -1;

    private K6Summary(Form form, Draft draft, long requests) {
        this.form = form;
        this.draft = draft;
        this.requests = requests;
    }

    static void read(JsonNode root, Draft draft) throws ImportException {
        Form form = form(root);
        List<Metric> metrics = metrics(root, form);
        JsonNode version = root.path("metadata").path("k6Version");
        if (version.isTextual()) {
            draft.fact("k6", version.asText());
        }
        K6Summary summary = new K6Summary(form, draft, requests(metrics));
        for (Metric metric : metrics) {
            thresholds(metric, form, draft);
            if (metric.name().equals(K6Metrics.FAILED)) {
                summary.rate(metric);
            }
        }
        for (Metric metric : metrics) {
            if (isRate(metric)) {
                if (!metric.name().equals(K6Metrics.FAILED)) {
                    summary.rate(metric);
                }
            } else if (isTrend(metric)) {
                summary.trend(metric);
            }
        }
        K6Checks.read(root.path("results").path("checks"), draft);
    }

    private void rate(Metric metric) throws ImportException {
        try {
            K6Rate rate = K6Rate.of(metric.name(), metric.values(), form == Form.MACHINE_READABLE);
            boolean ofRequests = metric.name().equals(K6Metrics.FAILED);
            if (ofRequests && requests >= 0 && rate.total() > requests) {
                throw new ImportException("of " + rate.total() + " requests, and " + K6Metrics.REQUESTS + " counts "
                        + requests + ", which contradict each other");
            }
            boolean trueIsGood = bare(metric.name()).equals(K6Metrics.CHECKS);
            long bad = trueIsGood ? rate.total() - rate.trues() : rate.trues();
            failed = ofRequests ? bad : failed;
            draft.add(K6Metrics.rate(metric.name(), rate.total(), bad));
        } catch (ImportException e) {
            spoil(metric, e);
        }
    }

    private void trend(Metric metric) throws ImportException {
        try {
            checkOrder(metric);
            boolean ofRequests =
                    metric.name().startsWith("http_req_") && metric.name().indexOf('{') < 0;
            JsonNode count = metric.values().path("count");
            if (ofRequests && requests >= 0 && count.isNumber() && count.asLong() != requests) {
                throw new ImportException("count is " + count.asText() + " and " + K6Metrics.REQUESTS + " counts "
                        + requests + ", which contradict each other");
            }
            long total = ofRequests ? Math.max(0, requests) : points(metric);
            draft.add(trend(metric, form, total, ofRequests ? failed : -1));
        } catch (ImportException e) {
            spoil(metric, e);
        }
    }

    private void spoil(Metric metric, ImportException e) throws ImportException {
        draft.spoil(new SeriesId(metric.name(), "", ""), true, metric.name() + ": " + e.getMessage());
    }

    /** Returns whether a metric has many values; a gauge also has a greatest value, but in addition a current one. */
    private static boolean isTrend(Metric metric) {
        return metric.type().equals("trend")
                || metric.type().isEmpty()
                        && !metric.values().has("value")
                        && (metric.values().has("max") || K6Metrics.isTime(bare(metric.name())));
    }

    /**
     * Checks that no statistic is outside the least and greatest values, and that k6's own times are marked as times.
     */
    private void checkOrder(Metric metric) throws ImportException {
        JsonNode values = metric.values();
        double max = JsonDocument.number(values.path("max"), "max");
        JsonNode min = values.path("min");
        for (Map.Entry<String, JsonNode> value : values.properties()) {
            String name = value.getKey();
            boolean statistic = name.equals("avg") || name.equals("min") || name.equals("med") || name.startsWith("p(");
            if (statistic && value.getValue().asDouble() > max * ROUNDING) {
                throw new ImportException(name + " is " + value.getValue().asText() + " and max "
                        + values.path("max").asText() + ", which contradict each other");
            }
            if (statistic && min.isNumber() && min.asDouble() > value.getValue().asDouble() * ROUNDING) {
                throw new ImportException("min is " + min.asText() + " and " + name + " "
                        + value.getValue().asText() + ", which contradict each other");
            }
        }
        if (form != Form.EXPORT
                && K6Metrics.isTime(bare(metric.name()))
                && !metric.contains().equals("time")) {
            throw new ImportException(
                    "contains " + Printable.quote(metric.contains()) + ", which contradicts its name");
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
                || metric.values().has("matches")
                || metric.name().equals(K6Metrics.FAILED);
    }

    /**
     * Returns the number of points of a metric whose points are not requests; -1 if unknown. A metric without a point,
     * such as that of a tag that no request had, is written as zeros.
     */
    private static long points(Metric metric) {
        JsonNode values = metric.values();
        boolean zeros = values.path("max").asDouble() == 0 && values.path("avg").asDouble() == 0;
        return values.path("count").asLong(zeros ? 0 : -1);
    }

    /**
     * Returns the number of requests; -1 if unknown. For a metric without points, k6 writes zeros, so their count is
     * zero.
     */
    private static long requests(List<Metric> metrics) {
        return metrics.stream()
                .filter(metric -> metric.name().equals(K6Metrics.REQUESTS))
                .mapToLong(metric -> metric.values().path("count").asLong(-1))
                .findFirst()
                .orElse(-1);
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
                        SampleValues.NONE)
                .summarised(new ToolSeries.Summary(total, failed, greatest));
    }

    private static String bare(String name) {
        int tags = name.indexOf('{');
        return tags < 0 ? name : name.substring(0, tags);
    }

    /**
     * k6's own thresholds. In a summary export, {@code true} means that a threshold failed; elsewhere, {@code ok: true}
     * means that it held.
     */
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
