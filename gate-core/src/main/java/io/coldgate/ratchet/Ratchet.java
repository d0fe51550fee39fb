package io.coldgate.ratchet;

import io.coldgate.calibrate.Headroom;
import io.coldgate.gate.BudgetCheck;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.SeriesFigures;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.yaml.YamlNode;
import io.coldgate.unit.Quantity;
import io.coldgate.unit.QuantityFormatException;
import io.coldgate.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds tighter limits for budgets that are proven with room. */
public final class Ratchet {
    /**
     * The smallest change: a new limit is tighter by at least a fifth. A ratchet after every run uses the smallest of
     * many estimates; with a smaller change, chance alone would tighten a limit again and again
     * (docs/adr/0025-ratchet.md).
     */
    static final double LEAST_CHANGE = 0.8;

    private static final Pattern AMOUNT = Pattern.compile("([0-9.,_]+)( ?[a-zA-Zµ]*)");

    private final BudgetText file;
    private final Function<BudgetCheck, Optional<String>> objection;
    private final List<Tightening> tightened = new ArrayList<>();
    private final List<KeptBudget> kept = new ArrayList<>();
    private final Map<YamlNode.Scalar, String> values = new HashMap<>();

    private Ratchet(BudgetText file, Function<BudgetCheck, Optional<String>> objection) {
        this.file = file;
        this.objection = objection;
    }

    /**
     * Plans the changes.
     *
     * @param runs the checks of each run; the slowest of several runs decides each budget
     * @param text the file that they were judged by
     * @param objection gives a reason, if the caller knows one, why a budget must not change
     * @throws IllegalStateException when the changed text would not be the same file except for its limits
     */
    public static RatchetPlan plan(
            List<List<CheckResult>> runs, String text, Function<BudgetCheck, Optional<String>> objection) {
        BudgetText file = BudgetText.of(text).orElseThrow(() -> new IllegalStateException("the file cannot be read"));
        Ratchet ratchet = new Ratchet(file, objection);
        for (SlowestRuns.Slowest slowest : SlowestRuns.of(runs)) {
            ratchet.consider(slowest);
        }
        return new RatchetPlan(ratchet.tightened, ratchet.kept, text, file.with(ratchet.values));
    }

    private void consider(SlowestRuns.Slowest slowest) {
        CheckResult result = slowest.result();
        BudgetCheck check = (BudgetCheck) result.check();
        Optional<String> reason = reason(check, result);
        if (reason.isPresent()) {
            kept.add(new KeptBudget(check, reason.get()));
            return;
        }
        YamlNode.Scalar value =
                file.ownLimit(check.function(), check.location()).orElseThrow();
        Optional<Tightening> found = tighter(check, result.figures().orElseThrow(), value.text(), slowest.runs());
        if (found.isEmpty()) {
            kept.add(new KeptBudget(check, "no room: with headroom for noise, it would not be 20 % tighter"));
            return;
        }
        tightened.add(found.get());
        values.put(value, found.get().newText());
    }

    private Optional<String> reason(BudgetCheck check, CheckResult result) {
        if (!(check.budgetRule() instanceof BudgetRule.Quantile)) {
            return Optional.of("it is not a limit on a quantile, so there is no interval to tighten it by");
        }
        if (check.metric().moreIsBetter()) {
            return Optional.of("more of this metric is better: raise the limit by hand");
        }
        if (result.verdict() != Verdict.PASS) {
            return Optional.of("its check did not pass: " + result.verdict().word());
        }
        Optional<YamlNode.Scalar> own = file.ownLimit(check.function(), check.location());
        if (own.isEmpty()) {
            return Optional.of("it is inherited from defaults, and may hold for other functions: change it by hand");
        }
        if (!file.isLiteral(own.get())) {
            return Optional.of("it is written with an escape or over several lines: change it by hand");
        }
        if (result.figures().filter(Ratchet::isFinite).isEmpty()) {
            return Optional.of("its interval has no upper end yet: measure more cold starts");
        }
        return objection.apply(check);
    }

    private static boolean isFinite(SeriesFigures figures) {
        return Double.isFinite(figures.estimate()) && Double.isFinite(figures.intervalHigh());
    }

    private static Optional<Tightening> tighter(BudgetCheck check, SeriesFigures figures, String old, int runs) {
        Matcher amount = AMOUNT.matcher(old);
        if (!amount.matches()) {
            return Optional.empty();
        }
        String unit = String.valueOf(amount.group(2));
        double factor = Headroom.factor(((BudgetRule.Quantile) check.budgetRule()).p());
        double wanted = figures.intervalHigh() * factor;
        try {
            double inBase =
                    Quantity.parse("1" + unit, check.metric().dimension()).value();
            String number = Headroom.rounded(wanted, inBase, check.metric().dimension());
            String text = number.startsWith("0.")
                    ? inSmallerUnit(figures.intervalHigh(), factor, check, unit.startsWith(" "))
                    : number + unit;
            double limit = Quantity.parse(text, check.metric().dimension()).value();
            return limit >= wanted && limit <= LEAST_CHANGE * check.limit().value()
                    ? Optional.of(new Tightening(check, figures, old, text, limit, factor, runs))
                    : Optional.empty();
        } catch (QuantityFormatException e) {
            return Optional.empty();
        }
    }

    /** Returns the limit in the unit that a reviewer would use: {@code 2.8ms} for {@code 0.0028s} in a file. */
    private static String inSmallerUnit(double high, double factor, BudgetCheck check, boolean spaced) {
        String text = Headroom.budget(high, factor, check.metric().dimension());
        return spaced ? text.replaceFirst("(?=[a-zA-Z])", " ") : text;
    }
}
