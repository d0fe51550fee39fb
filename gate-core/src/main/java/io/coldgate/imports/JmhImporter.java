package io.coldgate.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.sample.Better;
import io.coldgate.sample.SeriesId;
import io.coldgate.unit.Printable;
import io.coldgate.unit.ValueUnit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * JMH's {@code -rf json}. A benchmark is identified by its name, parameters, threads and mode: the same name occurs
 * once per mode. The outer index of the raw data is the fork.
 */
final class JmhImporter implements Importer {
    private static final List<String> MODES = List.of("thrpt", "avgt", "sample", "ss");

    /** In mode sample, percentiles are also listed as secondary metrics; they are not samples. */
    private static final Pattern PERCENTILE = Pattern.compile("p[01]\\.\\d+");

    /** The prefix of profiler metrics up to version 1.36. */
    private static final char OLD_PREFIX = '\u00b7';

    @Override
    public void read(Path path, Draft draft) throws ImportException, IOException {
        JsonNode root = JsonDocument.read(path);
        if (!root.isArray()) {
            throw new ImportException("not JMH's JSON, which is a list: write it with -rf json");
        }
        for (JsonNode run : root) {
            String name = JsonDocument.text(run, "benchmark");
            try {
                benchmark(name, run, draft);
            } catch (ImportException e) {
                spoil(name, run, Printable.quote(name) + ": " + e.getMessage(), draft);
            }
        }
    }

    /** Marks one benchmark as impossible to judge; others may be valid. */
    private static void spoil(String name, JsonNode run, String problem, Draft draft) throws ImportException {
        String variant = variant(run);
        String mode = run.path("mode").asText();
        draft.spoil(new SeriesId(name, variant, mode), true, problem);
        for (Map.Entry<String, JsonNode> secondary :
                run.path("secondaryMetrics").properties()) {
            draft.spoil(new SeriesId(name, variant, mode + ":" + bare(secondary.getKey())), false, problem);
        }
    }

    private static String bare(String metric) {
        return !metric.isEmpty() && metric.charAt(0) == OLD_PREFIX ? metric.substring(1) : metric;
    }

    private static void benchmark(String name, JsonNode run, Draft draft) throws ImportException {
        facts(run, draft);
        String mode = JsonDocument.text(run, "mode");
        if (!MODES.contains(mode)) {
            throw new ImportException("unknown mode " + Printable.quote(mode) + "; known: " + String.join(", ", MODES));
        }
        String variant = variant(run);
        JsonNode primary = run.path("primaryMetric");
        JmhShape.check(run, mode);
        JmhRawData raw = new JmhRawData(mode, run.path("forks").asInt(0), warmUps(run));
        SeriesId id = new SeriesId(name, variant, mode);
        boolean throughput = mode.equals("thrpt");
        draft.add(raw.series(id, true, throughput ? Better.HIGHER : Better.LOWER, primary, draft));
        for (Map.Entry<String, JsonNode> secondary :
                run.path("secondaryMetrics").properties()) {
            String metric = bare(secondary.getKey());
            if (PERCENTILE.matcher(metric).matches()) {
                continue;
            }
            SeriesId below = new SeriesId(name, variant, mode + ":" + metric);
            secondary(raw, below, secondary.getValue(), draft);
        }
    }

    /** Adds a profiler's metric. It may lack a value in an iteration without a collection, and is then not judged. */
    private static void secondary(JmhRawData raw, SeriesId id, JsonNode metric, Draft draft) throws ImportException {
        try {
            ValueUnit.Kind kind =
                    ValueUnit.of(metric.path("scoreUnit").asText()).unit().kind();
            boolean cost = kind == ValueUnit.Kind.TIME || kind == ValueUnit.Kind.SIZE;
            draft.add(raw.series(id, false, cost ? Better.LOWER : Better.UNKNOWN, metric, draft));
        } catch (ImportException e) {
            draft.note(id.shown() + " " + id.metric() + ": left out: " + e.getMessage());
            draft.spoil(id, false, id.metric() + ": " + e.getMessage());
        }
    }

    /**
     * Notes the versions of JMH and Java. JMH's version is missing before 1.20, and if another program wrote the file.
     */
    private static void facts(JsonNode run, Draft draft) throws ImportException {
        String version = run.path("jmhVersion").asText();
        if (run.has("jmhVersion") && !version.startsWith("1.")) {
            throw new ImportException("of JMH version " + Printable.quote(version) + "; this gate knows 1.x");
        }
        draft.fact("jmh", version);
        draft.fact("jdk", run.path("jdkVersion").asText());
        draft.fact("vm", run.path("vmName").asText());
        draft.fact("vm-version", run.path("vmVersion").asText());
    }

    private static int warmUps(JsonNode run) {
        return run.path("warmupIterations").asInt(0);
    }

    private static String variant(JsonNode run) {
        StringJoiner variant = new StringJoiner(",");
        run.path("params")
                .properties()
                .forEach(param ->
                        variant.add(param.getKey() + "=" + param.getValue().asText()));
        int threads = run.path("threads").asInt(1);
        if (threads > 1) {
            variant.add("threads=" + threads);
        }
        return variant.toString();
    }
}
