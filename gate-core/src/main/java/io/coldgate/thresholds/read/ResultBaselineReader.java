package io.coldgate.thresholds.read;

import io.coldgate.sample.Tool;
import io.coldgate.sample.ToolResults;
import io.coldgate.thresholds.ResultBaseline;
import io.coldgate.thresholds.read.value.Field;
import io.coldgate.thresholds.read.value.RepositoryPaths;
import io.coldgate.thresholds.read.value.Values;
import io.coldgate.thresholds.yaml.YamlNode;
import io.coldgate.unit.Printable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads the {@code baseline} of an entry of {@code results}: earlier results of the same tool, or the command that
 * measures both sides.
 */
final class ResultBaselineReader {
    private static final String ACROSS_HOSTS = "across-hosts";

    private final RepositoryPaths paths;
    private final Tool tool;
    private final String own;
    private final List<String> keys;

    /**
     * Creates a reader.
     *
     * @param own the path of the entry's own results as written in the file, or its default name
     */
    ResultBaselineReader(RepositoryPaths paths, Tool tool, String own) {
        this.paths = paths;
        this.tool = tool;
        this.own = own;
        this.keys = List.of(
                tool.key(),
                ACROSS_HOSTS,
                MeasuredBaselineReader.REF,
                MeasuredBaselineReader.RUN,
                MeasuredBaselineReader.BUILD,
                MeasuredBaselineReader.BLOCKS);
    }

    /** Returns whether the gate runs the tool itself, so the entry needs no results. */
    static boolean isMeasured(Optional<Field> baseline) {
        return baseline.map(Field::node)
                .filter(YamlNode.Mapping.class::isInstance)
                .filter(node -> ((YamlNode.Mapping) node)
                        .entries().stream().anyMatch(entry -> entry.key().text().equals(MeasuredBaselineReader.RUN)))
                .isPresent();
    }

    /**
     * Reads the baseline.
     *
     * @param candidate the path of the entry's own results
     */
    Optional<ResultBaseline> read(Optional<Field> baseline, Optional<Field> regression, Optional<Path> candidate) {
        if (baseline.isEmpty()) {
            regression.ifPresent(field -> field.wrongKey("relative to nothing: add baseline: { " + tool.key()
                    + ": OLD } beside it, the results to compare with"));
            return Optional.empty();
        }
        if (regression.isEmpty()) {
            baseline.get().wrongKey("nothing is compared with it: add regression: { \"*\": { p50: +5% } } beside it");
        }
        List<Field> found = baseline.get().children("a mapping, such as { " + tool.key() + ": OLD }");
        Optional<Field> foreign = found.stream()
                .filter(child -> !keys.contains(child.key()) && Keys.TOOLS.contains(child.key()))
                .findFirst();
        if (foreign.isPresent()) {
            foreign.get().wrongKey("another tool's results: a baseline is of the same tool, write " + tool.key());
            return Optional.empty();
        }
        found.stream().filter(child -> !keys.contains(child.key())).forEach(child -> child.unknownKey("key", keys));
        Map<String, Field> children = found.stream()
                .filter(child -> keys.contains(child.key()))
                .collect(Collectors.toMap(Field::key, Function.identity(), (first, second) -> first));
        if (MeasuredBaselineReader.isMeantBy(children)) {
            return new MeasuredBaselineReader(tool, own, name(candidate)).read(baseline.get(), children);
        }
        Field earlier = children.get(tool.key());
        if (earlier == null) {
            if (baseline.get().node() instanceof YamlNode.Mapping) {
                baseline.get().wrongKey("no results: write { " + tool.key() + ": OLD }");
            }
            return Optional.empty();
        }
        Field vouched = children.get(ACROSS_HOSTS);
        return recorded(
                earlier, candidate, vouched != null && Values.flag(vouched).orElse(false));
    }

    /** Returns the name of the measuring command's output: the entry's name, or a default. */
    private String name(Optional<Path> candidate) {
        return candidate.map(path -> String.valueOf(path.getFileName())).orElseGet(() -> usualName(tool));
    }

    /** Returns the path that stands for an entry without a path. */
    static String usualName(Tool tool) {
        return switch (tool) {
            case GATLING, LIGHTHOUSE, CRITERION -> tool.key();
            case K6 -> "k6.ndjson";
            case GO_BENCH -> "go-bench.txt";
            case JMETER -> "jmeter.jtl";
            case JMH, HYPERFINE, PYTEST_BENCHMARK, SAMPLES -> tool.key() + ".json";
        };
    }

    private Optional<ResultBaseline> recorded(Field earlier, Optional<Path> candidate, boolean acrossHosts) {
        Optional<Path> path = paths.read(earlier, "the path of earlier results of " + tool.key());
        if (path.isEmpty() || !(earlier.node() instanceof YamlNode.Scalar scalar)) {
            return Optional.empty();
        }
        if (path.equals(candidate)) {
            earlier.wrong(Printable.quote(scalar.text()) + ": the entry's own results: nothing differs from itself");
            return Optional.empty();
        }
        return Optional.of(
                new ResultBaseline.Recorded(new ToolResults.Source(tool, scalar.text()), path.get(), acrossHosts));
    }
}
