package io.coldgate.imports;

import io.coldgate.sample.Better;
import io.coldgate.sample.SampleValues;
import io.coldgate.sample.SeriesId;
import io.coldgate.sample.ToolSeries;
import io.coldgate.unit.ValueUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What k6's metrics are, and the points of a run, grouped by metric and by single tags. */
final class K6Metrics {
    static final double MILLISECOND = 1e6;

    /** The rate of failed requests: its true values are the bad ones. */
    static final String FAILED = "http_req_failed";

    /** The rate of checks that held: its false values are the bad ones. */
    static final String CHECKS = "checks";

    /** Rates by themselves and counts are no samples. */
    enum Type {
        TREND,
        RATE,
        OTHER
    }

    /** Tags by which a metric is divided: {@code http_req_duration{name:checkout}}. Others have too many values, or too few. */
    static final List<String> TAGS = List.of("name", "scenario", "group");

    /** Built-in metrics whose values are times in milliseconds. */
    private static final Set<String> TIMES = Set.of(
            "http_req_duration",
            "http_req_blocked",
            "http_req_connecting",
            "http_req_tls_handshaking",
            "http_req_sending",
            "http_req_waiting",
            "http_req_receiving",
            "iteration_duration",
            "group_duration",
            "ws_connecting",
            "ws_session_duration",
            "ws_ping",
            "grpc_req_duration",
            "browser_web_vital_fcp",
            "browser_web_vital_lcp",
            "browser_web_vital_ttfb",
            "browser_web_vital_inp",
            "browser_web_vital_fid",
            "browser_http_req_duration");

    private static final Set<String> OTHERS =
            Set.of("data_sent", "data_received", "http_reqs", "iterations", "dropped_iterations", "vus", "vus_max");

    /** Requests with their divisions; beyond it a run has an address a request, and only whole metrics are kept. */
    private static final int MOST_DIVISIONS = 5000;

    private final Map<String, Type> types = new HashMap<>();
    private final Map<String, ValueUnit.Scaled> units = new HashMap<>();
    private final Map<String, GrowingValues> trends = new LinkedHashMap<>();
    private final Map<String, long[]> rates = new LinkedHashMap<>();
    private boolean tooMany;

    /** What k6 says of a metric: {@code trend} and {@code time}. */
    void define(String metric, String type, String contains) {
        types.put(metric, type.equals("trend") ? Type.TREND : type.equals("rate") ? Type.RATE : Type.OTHER);
        units.put(metric, unit(contains));
    }

    static ValueUnit.Scaled unit(String contains) {
        return switch (contains) {
            case "time" -> new ValueUnit.Scaled(ValueUnit.TIME, MILLISECOND);
            case "data" -> new ValueUnit.Scaled(ValueUnit.SIZE, 1);
            default -> new ValueUnit.Scaled(ValueUnit.other(""), 1);
        };
    }

    /** The unit of a metric that nothing is said of. */
    static ValueUnit.Scaled builtInUnit(String metric) {
        return unit(TIMES.contains(metric) ? "time" : "default");
    }

    private Type type(String metric) {
        Type said = types.get(metric);
        if (said != null) {
            return said;
        }
        boolean rate = metric.equals(FAILED) || metric.equals(CHECKS);
        return rate ? Type.RATE : OTHERS.contains(metric) ? Type.OTHER : Type.TREND;
    }

    /** Adds a point. */
    void point(String metric, double value, Map<String, String> tags) throws ImportException {
        Type type = type(metric);
        if (type == Type.OTHER) {
            return;
        }
        boolean failed = type == Type.TREND
                ? metric.startsWith("http_req_") && "false".equals(tags.get("expected_response"))
                : metric.equals(CHECKS) ? value == 0 : value != 0;
        add(type, metric, metric, value, failed);
        for (String tag : TAGS) {
            String of = tags.getOrDefault(tag, "");
            if (!of.isEmpty()) {
                divide(type, metric, metric + "{" + tag + ":" + of + "}", value, failed);
            }
        }
    }

    private void divide(Type type, String metric, String name, double value, boolean failed) throws ImportException {
        boolean known = trends.containsKey(name) || rates.containsKey(name);
        if (!known && trends.size() + rates.size() >= MOST_DIVISIONS) {
            tooMany = true;
        }
        if (!tooMany) {
            add(type, metric, name, value, failed);
        }
    }

    private void add(Type type, String metric, String name, double value, boolean failed) throws ImportException {
        if (type == Type.RATE) {
            long[] counts = rates.computeIfAbsent(name, unused -> new long[2]);
            counts[0]++;
            counts[1] += failed ? 1 : 0;
        } else {
            ValueUnit.Scaled unit = units.getOrDefault(metric, builtInUnit(metric));
            trends.computeIfAbsent(name, unused -> new GrowingValues())
                    .add(failed ? Double.POSITIVE_INFINITY : value * unit.inBase());
        }
    }

    void addTo(Draft draft) throws ImportException {
        if (tooMany) {
            draft.note("more than " + MOST_DIVISIONS
                    + " metrics and tags: series of single tags are left out; give requests a name tag");
        }
        for (Map.Entry<String, GrowingValues> trend : trends.entrySet()) {
            boolean whole = trend.getKey().indexOf('{') < 0;
            if (whole || !tooMany) {
                String metric = whole
                        ? trend.getKey()
                        : trend.getKey().substring(0, trend.getKey().indexOf('{'));
                ValueUnit unit = units.getOrDefault(metric, builtInUnit(metric)).unit();
                Better better = unit.equals(ValueUnit.TIME) ? Better.LOWER : Better.UNKNOWN;
                SeriesId id = new SeriesId(trend.getKey(), "", "");
                draft.add(
                        new ToolSeries(id, true, unit, better, trend.getValue().values()));
            }
        }
        for (Map.Entry<String, long[]> rate : rates.entrySet()) {
            if (rate.getKey().indexOf('{') < 0 || !tooMany) {
                draft.add(rate(rate.getKey(), rate.getValue()[0], rate.getValue()[1]));
            }
        }
    }

    /** A rate's series: only of the two built-in ones it is known which values are the bad ones. */
    static ToolSeries rate(String name, long total, long failed) {
        boolean known = isOf(name, FAILED) || isOf(name, CHECKS);
        return new ToolSeries(
                new SeriesId(name, "", ""),
                true,
                ValueUnit.other(""),
                Better.UNKNOWN,
                SampleValues.NONE,
                List.of(),
                Optional.of(new ToolSeries.Summary(total, known ? failed : -1, Double.NaN)));
    }

    private static boolean isOf(String name, String metric) {
        return name.equals(metric) || name.startsWith(metric + "{");
    }
}
