package io.coldgate.imports;

import io.coldgate.sample.Better;
import io.coldgate.sample.SampleValues;
import io.coldgate.sample.SeriesId;
import io.coldgate.sample.ToolSeries;
import io.coldgate.unit.Printable;
import io.coldgate.unit.ValueUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The metrics of k6, and the points of a run, grouped by metric and by single tags. */
final class K6Metrics {
    static final double MILLISECOND = 1e6;

    /** The rate of failed requests: its true values are failures. */
    static final String FAILED = "http_req_failed";

    /** The rate of checks that held: its false values are failures. */
    static final String CHECKS = "checks";

    /** Names that occur only in the machine-readable summary. */
    static final String CHECKS_FAILED = "checks_failed";

    static final String CHECKS_SUCCEEDED = "checks_succeeded";

    /** The count of requests. */
    static final String REQUESTS = "http_reqs";

    private static final int LONGEST = 40;

    /** Rates by themselves and counts are not samples. */
    enum Type {
        TREND,
        RATE,
        OTHER
    }

    /**
     * Tags by which a metric is divided: {@code http_req_duration{name:checkout}}. Other tags have too many values, or
     * too few.
     */
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

    /**
     * The number of requests with divisions: beyond it, a run has a different address for each request, and only
     * undivided metrics are kept.
     */
    private static final int MOST_DIVISIONS = 5000;

    private final Map<String, Type> types = new HashMap<>();
    private final Map<String, ValueUnit.Scaled> units = new HashMap<>();
    private final Map<String, GrowingValues> trends = new LinkedHashMap<>();
    private final Map<String, long[]> rates = new LinkedHashMap<>();
    private final Map<String, String> spoiled = new LinkedHashMap<>();

    /** Metrics whose divided series are left out. */
    private final Set<String> undivided = new LinkedHashSet<>();

    private boolean tooMany;

    /** The sum of http_reqs, which is also the number of requests with a duration. */
    private double requests;

    /**
     * Records k6's definition of a metric: {@code trend} and {@code time}. It must not contradict what is already known
     * of it.
     */
    void define(String metric, String type, String contains) throws ImportException {
        Type said = type.equals("trend") ? Type.TREND : type.equals("rate") ? Type.RATE : Type.OTHER;
        boolean known = TIMES.contains(metric) || metric.equals(FAILED) || metric.equals(CHECKS);
        boolean seen = types.containsKey(metric) || trends.containsKey(metric) || rates.containsKey(metric);
        ValueUnit.Scaled unit = unit(contains);
        if ((known || seen)
                && (type(metric) != said
                        || !units.getOrDefault(metric, builtInUnit(metric)).equals(unit))) {
            throw new ImportException(
                    Printable.quote(metric) + " is said to be a " + Printable.escape(type, LONGEST) + " of "
                            + Printable.escape(contains, LONGEST) + ", and its "
                            + (seen ? "points or another definition before" : "name") + " contradicts that");
        }
        types.put(metric, said);
        units.put(metric, unit);
    }

    static ValueUnit.Scaled unit(String contains) {
        return switch (contains) {
            case "time" -> new ValueUnit.Scaled(ValueUnit.TIME, MILLISECOND);
            case "data" -> new ValueUnit.Scaled(ValueUnit.SIZE, 1);
            default -> new ValueUnit.Scaled(ValueUnit.other(""), 1);
        };
    }

    /** Returns whether k6 defines it as a time, whatever a file says. */
    static boolean isTime(String metric) {
        return TIMES.contains(metric);
    }

    /** Returns the unit of a metric without a definition. */
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
        if (metric.equals(REQUESTS)) {
            requests += value;
        }
        if (type == Type.OTHER) {
            return;
        }
        if (value < 0) {
            spoiled.putIfAbsent(metric, metric + " has a value below zero: " + Contradiction.shown(value));
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
        if (tooMany) {
            undivided.add(metric);
        } else {
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
                    .add(failed ? Double.POSITIVE_INFINITY : Math.max(0, value) * unit.inBase());
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
        for (String metric : undivided) {
            draft.spoil(
                    new SeriesId(metric + "{by tag}", "", ""),
                    true,
                    "more than " + MOST_DIVISIONS + " metrics and tags: give requests a name tag");
        }
        addProblems(draft);
    }

    private void addProblems(Draft draft) throws ImportException {
        Optional<String> ofRequests = contradiction();
        List<String> names = new ArrayList<>(trends.keySet());
        names.addAll(rates.keySet());
        for (String name : names) {
            String metric = name.indexOf('{') < 0 ? name : name.substring(0, name.indexOf('{'));
            boolean kept = metric.equals(name) || !tooMany;
            Optional<String> problem = Optional.ofNullable(spoiled.get(metric))
                    .or(() -> metric.startsWith("http_req_") ? ofRequests : Optional.empty());
            if (kept && problem.isPresent()) {
                draft.spoil(new SeriesId(name, "", ""), true, problem.get());
            }
        }
    }

    /**
     * Returns a contradiction between the metrics of requests. Every request is counted in http_reqs and has a
     * duration; one that k6 counts in http_req_failed has a duration with the tag expected_response: false, unless that
     * tag was switched off.
     */
    private Optional<String> contradiction() {
        GrowingValues durations = trends.get("http_req_duration");
        if (durations == null) {
            return Optional.empty();
        }
        if (requests > durations.size()) {
            return Optional.of(
                    REQUESTS + " counts " + Contradiction.shown(requests) + " requests and http_req_duration has "
                            + durations.size() + " points, which contradict each other: some are missing");
        }
        long[] failures = rates.get(FAILED);
        int unexpected = durations.values().failed();
        return failures == null || failures[1] == unexpected
                ? Optional.empty()
                : Optional.of(FAILED + " counts " + failures[1] + " failed requests and " + unexpected
                        + " points of http_req_duration have expected_response: false, which contradict each other");
    }

    /** Returns a rate's series. Only for built-in rates it is known which values are failures. */
    static ToolSeries rate(String name, long total, long failed) {
        boolean known =
                isOf(name, FAILED) || isOf(name, CHECKS) || name.equals(CHECKS_FAILED) || name.equals(CHECKS_SUCCEEDED);
        return new ToolSeries(new SeriesId(name, "", ""), true, ValueUnit.other(""), Better.UNKNOWN, SampleValues.NONE)
                .summarised(new ToolSeries.Summary(total, known ? failed : -1, Double.NaN));
    }

    private static boolean isOf(String name, String metric) {
        return name.equals(metric) || name.startsWith(metric + "{");
    }
}
