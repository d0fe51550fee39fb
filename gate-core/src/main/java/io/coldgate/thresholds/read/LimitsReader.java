package io.coldgate.thresholds.read;

import io.coldgate.stats.Defaults;
import io.coldgate.thresholds.Budget;
import io.coldgate.thresholds.Limits;
import io.coldgate.thresholds.OnInconclusive;
import io.coldgate.thresholds.read.value.Field;
import io.coldgate.thresholds.read.value.Settings;
import io.coldgate.thresholds.read.value.Values;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the permitted error probabilities of checks and the policy for open ones: {@code confidence} and
 * {@code on-inconclusive}.
 */
final class LimitsReader {
    static final List<String> CONFIDENCE = List.of(Limits.MISSED.name());
    static final List<String> CONFIDENCE_OF_DEFAULTS = List.of(Limits.FALSE_ALARM.name(), Limits.MISSED.name());
    static final List<String> ON_INCONCLUSIVE = List.of("warn", "fail", "pass");

    private LimitsReader() {}

    static Optional<OnInconclusive> onInconclusive(Field field) {
        return Values.choice(field, "policy", ON_INCONCLUSIVE)
                .map(word -> OnInconclusive.valueOf(word.toUpperCase(Locale.ROOT)));
    }

    static void readConfidence(Field field, Settings into, boolean ofDefaults) {
        List<String> known = ofDefaults ? CONFIDENCE_OF_DEFAULTS : CONFIDENCE;
        for (Field child : into.open(Limits.CONFIDENCE, field, "a mapping, such as { missed: 5% }")) {
            if (known.contains(child.key())) {
                Values.probability(child, Keys.MOST_PROBABILITY)
                        .ifPresent(share ->
                                into.put(Limits.CONFIDENCE.<Double>below(child.key()), child, Optional.of(share)));
            } else {
                refuseConfidence(child, known);
            }
        }
    }

    /** Reports a key that is unknown, or not allowed here. */
    static void refuseConfidence(Field child, List<String> known) {
        if (child.key().equals(Limits.FALSE_ALARM.name())) {
            child.wrongKey("counts for the whole build: put it under defaults.confidence");
        } else {
            child.unknownKey("key", known);
        }
    }

    static Limits assemble(Settings merged) {
        List<Budget> budgets = merged.all(Budget.class).stream()
                .map(entry -> (Budget) entry.getValue().value())
                .toList();
        return new Limits(
                budgets,
                ArtifactBudgetReader.assemble(merged),
                missed(merged),
                merged.get(Limits.ON_INCONCLUSIVE).orElse(OnInconclusive.WARN));
    }

    static double missed(Settings merged) {
        return merged.get(Limits.MISSED).orElse(Defaults.MISSED);
    }
}
