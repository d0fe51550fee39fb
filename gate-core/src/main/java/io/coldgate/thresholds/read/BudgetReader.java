package io.coldgate.thresholds.read;

import io.coldgate.sample.Metric;
import io.coldgate.thresholds.Budget;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.Key;
import io.coldgate.thresholds.Limits;
import io.coldgate.thresholds.read.value.Field;
import io.coldgate.thresholds.read.value.Settings;
import io.coldgate.thresholds.read.value.Values;
import io.coldgate.thresholds.yaml.YamlNode;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Quantity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code budgets}. */
final class BudgetReader {
    private static final Pattern NUMBERED = Pattern.compile("p[0-9.]{1,10}");

    private final OwnMetricsReader own;
    private final PayloadsReader payloads;

    BudgetReader(OwnMetricsReader own, PayloadsReader payloads) {
        this.own = own;
        this.payloads = payloads;
    }

    void read(Field field, Settings into) {
        for (Field child :
                into.open(Limits.BUDGETS, field, "a mapping of metrics, such as init_duration: { p95: 120ms }")) {
            Optional<Metric> metric = own.metric(child.key());
            if (metric.isPresent()) {
                readMetric(child, metric.get(), into, true);
                continue;
            }
            into.mark(Limits.BUDGETS.below(child.key()), child, Settings.Mark.WRONG);
            if (Keys.RULES.contains(child.key())) {
                child.wrongKey("a quantile without its metric: write init_duration: { " + child.key() + ": 120ms }");
            } else if (Keys.COMPARISON.contains(child.key())) {
                child.wrongKey("not a metric: put it beside budgets");
            } else {
                child.unknownKey("metric", Keys.METRICS);
            }
        }
    }

    private void readMetric(Field field, Metric metric, Settings into, boolean split) {
        Key<Void> ofMetric = Budget.keyOf(metric);
        String example = switch (metric.dimension()) {
            case TIME -> "{ p95: 120ms }";
            case SIZE -> "{ max: 96MB }";
            case COUNT -> "{ p95: 10 }";
        };
        for (Field child : into.open(ofMetric, field, "a mapping of quantiles, such as " + example)) {
            if (split && payloads.isName(child.key())) {
                payloads.metric(child, metric)
                        .ifPresentOrElse(
                                part -> readMetric(child, part, into, false),
                                () -> into.mark(ofMetric.below(child.key()), child, Settings.Mark.WRONG));
                continue;
            }
            Optional<BudgetRule> rule = rule(child, metric, split ? payloads.with(Keys.RULES) : Keys.RULES);
            Key<Budget> key = ofMetric.below(child.key());
            if (rule.isPresent() && isNone(child)) {
                into.mark(key, child, Settings.Mark.REMOVED);
            } else if (PayloadsReader.isNew(child, key, into)) {
                into.put(
                        key,
                        child,
                        rule.flatMap(known -> Values.limit(child, metric.dimension())
                                .filter(limit -> isReachable(child, metric, limit))
                                .map(limit -> budget(metric, known, limit, child))));
            }
        }
    }

    private static boolean isReachable(Field field, Metric metric, Quantity limit) {
        if (metric.moreIsBetter() && limit.value() == 0) {
            field.wrong("at least nothing, which every value is: write a larger one");
            return false;
        }
        return true;
    }

    private static Budget budget(Metric metric, BudgetRule rule, Quantity limit, Field field) {
        return new Budget(metric, rule, limit, field.mistakes().location(field.keyAt()));
    }

    private static Optional<BudgetRule> rule(Field field, Metric metric, List<String> known) {
        if (field.key().equals("max") && metric.moreIsBetter()) {
            field.wrongKey("of " + metric.name() + " more is better, so a limit is the least: write p50, or a tail such"
                    + " as p95, which 95 % of the starts reach");
            return Optional.empty();
        }
        if (field.key().equals("max")) {
            return Optional.of(new BudgetRule.Max());
        }
        return quantile(field, known).map(quantile -> quantile);
    }

    /** Returns the quantile that the key names; reports an unknown one. */
    static Optional<BudgetRule.Quantile> quantile(Field field, List<String> known) {
        for (BudgetRule.Quantile quantile : Keys.QUANTILES) {
            if (quantile.key().equals(field.key())) {
                return Optional.of(quantile);
            }
        }
        if (Keys.MOMENTS.contains(field.key().toLowerCase(Locale.ROOT))) {
            field.wrongKey("no valid test of a mean or a deviation exists without assumptions on the tail: use p50");
        } else if (NUMBERED.matcher(field.key()).matches() && !field.isAfterComma()) {
            // p85 is hardly a misspelt p75, so all quantiles are listed.
            field.wrongKey("unknown quantile " + Printable.quote(field.key()) + "; known: " + String.join(", ", known));
        } else {
            field.unknownKey("quantile", known);
        }
        return Optional.empty();
    }

    /** Returns whether it removes an inherited value. */
    static boolean isNone(Field field) {
        return field.node() instanceof YamlNode.Scalar scalar && scalar.text().equals(Keys.NONE);
    }
}
