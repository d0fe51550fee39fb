package io.coldgate.thresholds.read;

import io.coldgate.sample.Metric;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.Comparison;
import io.coldgate.thresholds.Key;
import io.coldgate.thresholds.RegressionBudget;
import io.coldgate.thresholds.read.value.Field;
import io.coldgate.thresholds.read.value.Settings;
import io.coldgate.unit.Dimension;
import java.util.List;
import java.util.Optional;

/** Reads {@code regression}: limits relative to the baseline. */
final class RegressionReader {
    private final OwnMetricsReader own;
    private final PayloadsReader payloads;

    RegressionReader(OwnMetricsReader own, PayloadsReader payloads) {
        this.own = own;
        this.payloads = payloads;
    }

    void read(Field field, Settings into) {
        String expected = "a mapping of metrics, such as init_duration: { p50: +10% }";
        for (Field child : into.open(Comparison.REGRESSION, field, expected)) {
            Optional<Metric> metric = own.metric(child.key());
            if (metric.isPresent()) {
                readMetric(child, metric.get(), into, true);
                continue;
            }
            into.mark(Comparison.REGRESSION.below(child.key()), child, Settings.Mark.WRONG);
            if (Keys.RULES.contains(child.key())) {
                child.wrongKey("a quantile without its metric: write init_duration: { p50: +10% }");
            } else {
                child.unknownKey("metric", Keys.METRICS);
            }
        }
    }

    private void readMetric(Field field, Metric metric, Settings into, boolean split) {
        Key<Void> ofMetric = RegressionBudget.keyOf(metric);
        String example = metric.dimension() == Dimension.COUNT ? "{ p50: +2 }" : "{ p50: +10% }";
        for (Field child : into.open(ofMetric, field, "a mapping of quantiles, such as " + example)) {
            if (split && payloads.isName(child.key())) {
                payloads.metric(child, metric)
                        .ifPresentOrElse(
                                part -> readMetric(child, part, into, false),
                                () -> into.mark(ofMetric.below(child.key()), child, Settings.Mark.WRONG));
                continue;
            }
            Key<RegressionBudget> key = ofMetric.below(child.key());
            Optional<BudgetRule.Quantile> quantile =
                    quantile(child, split ? payloads.with(Keys.QUANTILE_KEYS) : Keys.QUANTILE_KEYS);
            if (quantile.isPresent() && BudgetReader.isNone(child)) {
                into.mark(key, child, Settings.Mark.REMOVED);
            } else if (PayloadsReader.isNew(child, key, into)) {
                into.put(
                        key,
                        child,
                        quantile.flatMap(known -> Increase.read(child, metric)
                                .map(tolerance -> new RegressionBudget(
                                        metric,
                                        known,
                                        tolerance,
                                        child.mistakes().location(child.keyAt())))));
            }
        }
    }

    static List<RegressionBudget> assemble(Settings merged) {
        return merged.all(RegressionBudget.class).stream()
                .map(entry -> (RegressionBudget) entry.getValue().value())
                .toList();
    }

    /** Returns the quantile of a relative limit; reports an invalid one. */
    static Optional<BudgetRule.Quantile> quantile(Field field) {
        return quantile(field, Keys.QUANTILE_KEYS);
    }

    private static Optional<BudgetRule.Quantile> quantile(Field field, List<String> known) {
        if (field.key().equals("max")) {
            field.wrongKey(
                    "the slowest start of a series is chance, so that no comparison of two has evidence: limit it"
                            + " under budgets, or use a tail here, such as p95: +25%");
            return Optional.empty();
        }
        return BudgetReader.quantile(field, known);
    }
}
