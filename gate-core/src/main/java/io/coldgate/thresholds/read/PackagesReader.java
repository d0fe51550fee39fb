package io.coldgate.thresholds.read;

import io.coldgate.sample.Metric;
import io.coldgate.sample.PackageSum;
import io.coldgate.sample.PackageSum.Amount;
import io.coldgate.thresholds.Budget;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.Key;
import io.coldgate.thresholds.Limits;
import io.coldgate.thresholds.read.value.Field;
import io.coldgate.thresholds.read.value.Settings;
import io.coldgate.thresholds.read.value.Values;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Quantity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads {@code packages}: limits on the inits of Go packages, by import path. An entry replaces the inherited one of
 * the same pattern.
 */
final class PackagesReader {
    /**
     * Import paths have no other characters (Go's module/path.go, CheckImportPath), except the asterisks of a pattern.
     */
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9._~+@*-]+(/[A-Za-z0-9._~+@*-]+)*");

    private static final int LONGEST_PATH = 300;

    private static final String EXAMPLE = "\"github.com/**\": { init: 5ms, allocs: 5000 }";

    private static final Quantity NOTHING = new Quantity(0, Dimension.COUNT);

    /** The sums that may be limited; the number of packages can only have the limit {@code none}. */
    private static final List<Amount> LIMITED = List.of(Amount.INIT, Amount.ALLOCS, Amount.BYTES);

    static final List<String> KEYS = LIMITED.stream().map(Amount::key).toList();

    private PackagesReader() {}

    static void read(Field field, Settings into) {
        for (Field child : into.open(Limits.PACKAGES, field, "a mapping of import paths, such as " + EXAMPLE)) {
            Key<Void> key = Budget.keyOfPackages(child.key());
            into.replace(key);
            if (child.key().length() > LONGEST_PATH
                    || !PATH.matcher(child.key()).matches()) {
                into.mark(key, child, Settings.Mark.WRONG);
                child.wrongKey(
                        Printable.quote(child.key()) + ": not an import path, such as github.com/** or k8s.io/api");
            } else if (BudgetReader.isNone(child)) {
                into.put(
                        key.<Budget>below(Amount.PACKAGES.key()),
                        child,
                        Optional.of(budget(child.key(), child, Amount.PACKAGES, new BudgetRule.Max(), NOTHING)));
            } else {
                readLimits(child, key, into);
            }
        }
    }

    private static void readLimits(Field pattern, Key<Void> key, Settings into) {
        List<Field> limits = into.open(key, pattern, "none, or a mapping such as { init: 5ms, allocs: 5000 }");
        for (Field child : limits) {
            if (!KEYS.contains(child.key())) {
                into.mark(key.below(child.key()), child, Settings.Mark.WRONG);
                child.unknownKey("limit", KEYS);
                continue;
            }
            if (BudgetReader.isNone(child)) {
                into.mark(key.below(child.key()), child, Settings.Mark.REMOVED);
                continue;
            }
            Amount amount = Amount.valueOf(child.key().toUpperCase(Locale.ROOT));
            into.put(
                    key.<Budget>below(child.key()),
                    child,
                    Values.limit(child, amount.dimension())
                            .map(limit -> budget(pattern.key(), child, amount, Keys.MEDIAN, limit)));
        }
    }

    private static Budget budget(String pattern, Field field, Amount amount, BudgetRule rule, Quantity limit) {
        return new Budget(
                Metric.of(new PackageSum(pattern, amount)),
                rule,
                limit,
                field.mistakes().location(field.keyAt()));
    }
}
