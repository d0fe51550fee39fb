package io.coldgate.thresholds.read;

import io.coldgate.sample.Tool;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.ResultBaseline;
import io.coldgate.thresholds.ResultBudget;
import io.coldgate.thresholds.ResultLimit;
import io.coldgate.thresholds.Tolerance;
import io.coldgate.thresholds.read.value.Field;
import io.coldgate.thresholds.read.value.Values;
import io.coldgate.thresholds.yaml.YamlNode;
import io.coldgate.unit.Percentage;
import io.coldgate.unit.Printable;
import io.coldgate.unit.QuantityFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the {@code budgets} of an entry of {@code results}: a mapping from names to rules, or to metrics with rules.
 * For Lighthouse, the names are audits, and pages have a pattern of their own.
 */
final class ResultBudgetReader {
    /** Tools that report for each sample whether it failed. */
    private static final List<Tool> WITH_FAILURES =
            List.of(Tool.GATLING, Tool.K6, Tool.HYPERFINE, Tool.JMETER, Tool.SAMPLES);

    private static final int LONGEST_PATTERN = 500;
    private static final String EVERY = "*";

    private final Tool tool;
    private final Optional<String> page;
    private final Optional<ResultBaseline> against;
    private final List<ResultBudget> read = new ArrayList<>();

    ResultBudgetReader(Tool tool, Optional<String> page) {
        this.tool = tool;
        this.page = page;
        this.against = Optional.empty();
    }

    /** Creates a reader of {@code regression}, relative to that baseline. */
    ResultBudgetReader(Tool tool, Optional<String> page, ResultBaseline against) {
        this.tool = tool;
        this.page = page;
        this.against = Optional.of(against);
    }

    private String example() {
        return against.isPresent() ? "{ p50: +5% }" : "{ p95: 250ms }";
    }

    List<ResultBudget> read(Field field) {
        List<Field> names = field.children("a mapping of names, such as \"checkout\": " + example());
        if (names.isEmpty() && field.node() instanceof YamlNode.Mapping) {
            field.wrongKey("empty: add a name and its limits, such as \"*\": " + example());
        }
        for (Field name : names) {
            if (name.key().isBlank() || name.key().length() > LONGEST_PATTERN) {
                name.wrongKey("not a pattern: write 1 to " + LONGEST_PATTERN + " characters");
            } else if (Keys.RESULT_RULES.contains(name.key())) {
                name.wrongKey("a rule without its name: write \"*\": { " + name.key()
                        + (against.isPresent() ? ": +5% }" : ": 250ms }"));
            } else if (tool == Tool.LIGHTHOUSE) {
                rules(name, page.orElse(EVERY), Optional.of(name.key()));
            } else {
                series(name);
            }
        }
        return read;
    }

    private void series(Field name) {
        for (Field child : rulesBelow(name)) {
            if (child.node() instanceof YamlNode.Mapping) {
                rules(child, name.key(), Optional.of(child.key()));
            } else {
                rule(child, name.key(), Optional.empty());
            }
        }
    }

    private void rules(Field field, String pattern, Optional<String> metric) {
        for (Field child : rulesBelow(field)) {
            rule(child, pattern, metric);
        }
    }

    private List<Field> rulesBelow(Field field) {
        List<Field> children = field.children("a mapping of limits, such as " + example());
        if (children.isEmpty() && field.node() instanceof YamlNode.Mapping) {
            field.wrongKey(
                    against.isPresent()
                            ? "no limits: add one, such as p50: +5%"
                            : "no limits: add one, such as p95: 250ms");
        }
        return children;
    }

    private void rule(Field field, String pattern, Optional<String> metric) {
        Optional<BudgetRule> rule = rule(field);
        Optional<ResultLimit> limit = rule.flatMap(known -> against.isPresent()
                ? increase(field)
                : known instanceof BudgetRule.Failed ? share(field) : ResultLimitParser.read(field, tool, metric));
        if (rule.isPresent() && limit.isPresent()) {
            read.add(new ResultBudget(
                    pattern,
                    metric,
                    rule.get(),
                    limit.get(),
                    field.mistakes().location(field.keyAt()),
                    field.path(),
                    against));
        }
    }

    private Optional<BudgetRule> rule(Field field) {
        if (against.isPresent()) {
            return RegressionReader.quantile(field).map(quantile -> quantile);
        }
        if (field.key().equals("max")) {
            return Optional.of(new BudgetRule.Max());
        }
        if (field.key().equals("failed")) {
            if (WITH_FAILURES.contains(tool)) {
                return Optional.of(new BudgetRule.Failed());
            }
            field.wrongKey(tool.key() + " has no failed samples: a run that failed gives no results; remove it");
            return Optional.empty();
        }
        return BudgetReader.quantile(field, Keys.RESULT_RULES).map(quantile -> quantile);
    }

    /** Returns the share by which the candidate may be worse, whichever direction is better. */
    private static Optional<ResultLimit> increase(Field field) {
        return Increase.readShare(field)
                .map(read -> new ResultLimit(
                        false,
                        ((Tolerance.Share) read).share(),
                        ResultLimit.SHARE,
                        ((YamlNode.Scalar) field.node()).text()));
    }

    private static Optional<ResultLimit> share(Field field) {
        Optional<YamlNode.Scalar> scalar = field.scalar("a share of failures, such as 0% or 1%");
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        String text = scalar.get().text();
        try {
            double share = Percentage.parse(text);
            if (share == 0 || share >= Values.LEAST_PROBABILITY && share <= .5) {
                return Optional.of(new ResultLimit(false, share, ResultLimit.SHARE, text));
            }
            field.wrong(Printable.quote(text) + ": out of range: write 0%, or "
                    + Percentage.format(Values.LEAST_PROBABILITY) + " to 50%");
        } catch (QuantityFormatException e) {
            field.wrong(e.getMessage());
        }
        return Optional.empty();
    }
}
