package io.coldgate.thresholds.read;

import io.coldgate.sample.Tool;
import io.coldgate.sample.ToolResults;
import io.coldgate.thresholds.Limits;
import io.coldgate.thresholds.OnInconclusive;
import io.coldgate.thresholds.ResultBaseline;
import io.coldgate.thresholds.ResultBudget;
import io.coldgate.thresholds.ResultBudgets;
import io.coldgate.thresholds.read.value.Field;
import io.coldgate.thresholds.read.value.RepositoryPaths;
import io.coldgate.thresholds.read.value.Settings;
import io.coldgate.thresholds.read.value.Values;
import io.coldgate.thresholds.yaml.YamlNode;
import io.coldgate.unit.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code results}: a list of other tools' results, each with its budgets. */
final class ResultsSectionReader {
    private static final String EXPECTED =
            "a list of results, such as - { jmh: target/jmh-result.json, budgets: { \"*\": { p95: 2us } } }";

    private final RepositoryPaths paths;
    private final Settings defaults;
    private final Set<ToolResults.Source> seen = new HashSet<>();

    /**
     * Creates a reader.
     *
     * @param defaults the settings under {@code defaults}
     */
    ResultsSectionReader(RepositoryPaths paths, Settings defaults) {
        this.paths = paths;
        this.defaults = defaults;
    }

    /** Returns the entries; wrong ones are reported and left out. */
    List<ResultBudgets> read(Field field) {
        if (!(field.node() instanceof YamlNode.Sequence list)) {
            field.wrong("expected " + EXPECTED + ", found " + field.node().kind());
            return List.of();
        }
        if (list.items().isEmpty()) {
            field.wrongKey("empty: write " + EXPECTED);
        }
        List<ResultBudgets> read = new ArrayList<>();
        int number = 0;
        for (YamlNode item : list.items()) {
            String path = field.path() + "[" + number++ + "]";
            entry(new Field(path, item.position(), path, item, field.mistakes()))
                    .ifPresent(read::add);
        }
        return read;
    }

    private Optional<ResultBudgets> entry(Field entry) {
        List<Field> children = entry.children("a mapping with a tool and budgets");
        if (!(entry.node() instanceof YamlNode.Mapping)) {
            return Optional.empty();
        }
        List<Field> tools = children.stream()
                .filter(child -> Keys.TOOLS.contains(child.key()))
                .toList();
        boolean known = true;
        for (Field child : children) {
            if (!Keys.TOOLS.contains(child.key()) && !Keys.RESULTS.contains(child.key())) {
                List<String> all = new ArrayList<>(Keys.TOOLS);
                all.addAll(Keys.RESULTS);
                child.unknownKey("key", all);
                known = false;
            }
        }
        if (tools.size() != 1) {
            if (known || !tools.isEmpty()) {
                entry.wrongKey((tools.isEmpty() ? "no tool" : "several tools in one entry") + ": write one of "
                        + String.join(", ", Keys.TOOLS) + ", and the path of its results");
            }
            return Optional.empty();
        }
        return entry(entry, tools.get(0), children);
    }

    private Optional<ResultBudgets> entry(Field entry, Field toolField, List<Field> children) {
        Tool tool = Tool.ofKey(toolField.key()).orElseThrow();
        Map<String, Field> byKey =
                children.stream().collect(Collectors.toMap(Field::key, child -> child, (first, second) -> first));
        boolean measured = ResultBaselineReader.isMeasured(child(byKey, "baseline"));
        boolean unnamed = measured && toolField.node() instanceof YamlNode.Scalar scalar && scalar.isNull();
        Optional<Path> path = unnamed ? Optional.empty() : paths.read(toolField, "a path, such as " + example(tool));
        Optional<String> page = child(byKey, "page").flatMap(field -> page(field, tool));
        child(byKey, "description").ifPresent(field -> Values.text(field, "a text"));
        double missed = child(byKey, "confidence")
                .flatMap(ResultsSectionReader::missed)
                .orElseGet(() -> LimitsReader.missed(defaults));
        OnInconclusive policy = child(byKey, "on-inconclusive")
                .flatMap(LimitsReader::onInconclusive)
                .or(() -> defaults.get(Limits.ON_INCONCLUSIVE))
                .orElse(OnInconclusive.WARN);
        if (Stream.of("budgets", "regression", "baseline").noneMatch(byKey::containsKey)) {
            entry.wrongKey("no budgets: add budgets:, such as { \"*\": { p95: 250ms } }");
            return Optional.empty();
        }
        Optional<String> text = text(toolField, tool, measured);
        Optional<ResultBaseline> compared = new ResultBaselineReader(paths, tool, text.orElse(""))
                .read(child(byKey, "baseline"), child(byKey, "regression"), path);
        List<ResultBudget> read = budgets(byKey, tool, page, compared);
        if (text.isEmpty() || path.isEmpty() && !measured) {
            return Optional.empty();
        }
        ToolResults.Source source = new ToolResults.Source(tool, text.get());
        if (!seen.add(source)) {
            toolField.wrong(Printable.quote(text.get()) + ": named by an entry above: put all its budgets there"
                    + (measured ? ", or give this one another name" : ""));
        }
        return Optional.of(new ResultBudgets(
                source, path, compared, read, missed, policy, entry.mistakes().location(toolField.keyAt())));
    }

    private static Optional<Field> child(Map<String, Field> children, String key) {
        return Optional.ofNullable(children.get(key));
    }

    /** Returns the absolute limits, and the relative ones if there is a baseline. */
    private static List<ResultBudget> budgets(
            Map<String, Field> children, Tool tool, Optional<String> page, Optional<ResultBaseline> compared) {
        List<ResultBudget> read = new ArrayList<>();
        child(children, "budgets").ifPresent(field -> read.addAll(new ResultBudgetReader(tool, page).read(field)));
        Optional<Field> regression = child(children, "regression");
        if (regression.isPresent() && compared.isPresent()) {
            read.addAll(new ResultBudgetReader(tool, page, compared.get()).read(regression.get()));
        }
        return read;
    }

    /** Returns the path as written in the file; there may be none if the gate runs the tool. */
    private static Optional<String> text(Field toolField, Tool tool, boolean measured) {
        if (toolField.node() instanceof YamlNode.Scalar scalar) {
            return Optional.of(measured && scalar.isNull() ? ResultBaselineReader.usualName(tool) : scalar.text());
        }
        return Optional.empty();
    }

    private static Optional<String> page(Field field, Tool tool) {
        if (tool == Tool.LIGHTHOUSE) {
            return Values.text(field, "a pattern of addresses, such as \"*/checkout\"");
        }
        field.wrongKey("only lighthouse has pages: put the pattern under budgets");
        return Optional.empty();
    }

    private static Optional<Double> missed(Field field) {
        Optional<Double> missed = Optional.empty();
        for (Field child : field.children("a mapping, such as { missed: 5% }")) {
            if (child.key().equals(Limits.MISSED.name())) {
                missed = Values.probability(child, Keys.MOST_PROBABILITY);
            } else {
                LimitsReader.refuseConfidence(child, LimitsReader.CONFIDENCE);
            }
        }
        return missed;
    }

    private static String example(Tool tool) {
        return switch (tool) {
            case JMH -> "target/jmh-result.json";
            case GATLING -> "target/gatling";
            case LIGHTHOUSE -> ".lighthouseci";
            case K6 -> "k6.ndjson";
            case HYPERFINE -> "hyperfine.json";
            case GO_BENCH -> "bench.txt";
            case CRITERION -> "target/criterion";
            case PYTEST_BENCHMARK -> "benchmarks.json";
            case JMETER -> "results.jtl";
            case SAMPLES -> "samples.json";
        };
    }
}
