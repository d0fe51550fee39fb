package io.coldgate.report;

import io.coldgate.cost.Forecast;
import io.coldgate.cost.PastPace;
import io.coldgate.cost.Prices;
import io.coldgate.gate.BudgetCheck;
import io.coldgate.gate.Check;
import io.coldgate.gate.GatePlan;
import io.coldgate.gate.PackageCheck;
import io.coldgate.gate.RecordedCheck;
import io.coldgate.gate.RegressionCheck;
import io.coldgate.stats.RelativeRule;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.ResultBaseline;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.unit.Counted;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Quantity;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The output of {@code --dry-run}: the checks, the minimum that each needs, and the time and money that the run will
 * cost.
 */
public final class PlanText {
    private static final double SECONDS_PER_MINUTE = 60;

    private static final int LONGEST_PATH = 200;

    private final Thresholds thresholds;
    private final GatePlan plan;
    private final PastPace pace;
    private final Optional<Duration> timeLimit;
    private final Prices prices = Prices.aws();
    private final StringBuilder out = new StringBuilder();

    private PlanText(Thresholds thresholds, GatePlan plan, PastPace pace, Optional<Duration> timeLimit) {
        this.thresholds = thresholds;
        this.plan = plan;
        this.pace = pace;
        this.timeLimit = timeLimit;
    }

    /**
     * Returns the text.
     *
     * @param pace the pace of the last run, for the estimated times
     * @param timeLimit replaces the functions' own time limits
     */
    public static String render(Thresholds thresholds, GatePlan plan, PastPace pace, Optional<Duration> timeLimit) {
        return new PlanText(thresholds, plan, pace, timeLimit).render();
    }

    private String render() {
        plan.functions().forEach(this::function);
        plan.resultChecks().forEach(this::result);
        if (plan.functions().isEmpty()) {
            return out.append(String.format(
                            Locale.ROOT,
                            "%n%s of results; no cold start%n",
                            Counted.of(plan.checks().size(), "check")))
                    .toString();
        }
        out.append(String.format(
                Locale.ROOT,
                "%n%s, %s; %.0f cold starts when all are well within budget, %.0f at most; about %s%s",
                Counted.of(thresholds.functions().size(), "function"),
                Counted.of(plan.checks().size(), "check"),
                least(Forecast::starts),
                most(Forecast::starts),
                span(least(Forecast::seconds), most(Forecast::seconds)),
                basis()));
        if (plan.functions().stream().anyMatch(PlanText::isOnAws)) {
            out.append(", ")
                    .append(money(leastDollars(), mostDollars()))
                    .append("\n\n")
                    .append(assumptions());
        } else {
            out.append('\n');
        }
        return out.append(tooLong()).toString();
    }

    /** Returns a warning if the run is too long. Functions are measured alternately, so all of them share the time. */
    private String tooLong() {
        double limit = plan.functions().stream()
                .filter(function -> !function.isOfPackageOnly())
                .map(function -> timeLimit.orElse(function.spec().sampling().timeLimit()))
                .mapToDouble(Duration::toSeconds)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        if (least(Forecast::seconds) <= limit) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "warning: %s ends the run after %s, which all functions share: raise it, or measure fewer functions"
                        + " at a time with --shard%n",
                timeLimit.isPresent() ? "--time-limit" : "sampling.time-limit",
                time(limit));
    }

    /** Returns the basis of the estimated times. */
    private String basis() {
        List<GatePlan.FunctionPlan> started = plan.functions().stream()
                .filter(function -> !function.isOfPackageOnly())
                .toList();
        long known = started.stream().filter(pace::knows).count();
        if (known > 0 && known == started.size()) {
            return ", as the last run took";
        }
        return known == 0
                ? " for small Go functions"
                : ", as the last run took for " + known + " of them, and for small Go functions";
    }

    private void function(GatePlan.FunctionPlan function) {
        FunctionSpec spec = function.spec();
        out.append(spec.name())
                .append(" on ")
                .append(spec.target().platform().key())
                .append(", ")
                .append(spec.configuration().runtime())
                .append(", ")
                .append(spec.configuration().memoryMegabytes())
                .append(" MB")
                .append(isOnAws(function) ? ", " + spec.configuration().architecture() : "")
                .append(
                        spec.sampling().fanOut().starts() > 1
                                ? ", fan-out " + spec.sampling().fanOut().starts()
                                : "")
                .append(
                        spec.sampling().fanOut().copies() > 1
                                ? ", " + spec.sampling().fanOut().copies() + " copies"
                                : "")
                .append('\n');
        function.packageChecks().forEach(check -> line(check, "a fact of the package: no cold start"));
        function.startChecks().forEach(check -> line(check, need(check, function.maxSamples())));
        for (RegressionCheck check : function.regressionChecks()) {
            int first = RelativeRule.firstPossiblePass(check.quantile().p(), check.missed());
            line(
                    check,
                    "first possible PASS after " + first + " rounds of two cold starts, FAIL after 10; cap "
                            + check.maxRounds());
        }
        if (!function.isOfPackageOnly()) {
            sum(function);
        }
    }

    private void result(RecordedCheck check) {
        Optional<ResultBaseline.Measured> measured = thresholds.results().stream()
                .filter(entry -> entry.source().equals(check.source()))
                .flatMap(entry -> entry.measured().stream())
                .findFirst();
        out.append(check.function())
                .append(measured.isPresent() ? ", measured here as " : ", recorded in ")
                .append(Printable.escape(check.source().path(), LONGEST_PATH))
                .append('\n');
        line(
                check,
                measured.map(by -> by.blocks() + " times here and " + by.blocks() + " times at "
                                + Printable.quote(by.ref()) + " by turns: "
                                + Printable.escape(String.join(" ", by.command()), LONGEST_PATH))
                        .orElse("decided by the samples that are there"));
    }

    private void sum(GatePlan.FunctionPlan function) {
        Forecast least = Forecast.least(function, pace);
        Forecast most = Forecast.most(function, pace);
        out.append(String.format(
                Locale.ROOT,
                "  expected: %d to %d cold starts (%d discarded) after %d to %d updates%s; about %s",
                least.starts(),
                most.starts(),
                function.spec().sampling().discard()
                        * function.spec().sampling().fanOut().copies()
                        * (function.regressionChecks().isEmpty() ? 1 : 2),
                least.updates(),
                most.updates(),
                most.further() == 0
                        ? ""
                        : ", and " + least.further() + " to " + most.further() + " further invocations of them",
                span(least.seconds(), most.seconds())));
        if (isOnAws(function)) {
            out.append(", ")
                    .append(money(least.dollars(function, prices), most.dollars(function, prices)))
                    .append(" at ")
                    .append(new Quantity(Forecast.billedNanos(function), Dimension.TIME).format())
                    .append(" billed each");
        }
        out.append('\n');
    }

    private static boolean isOnAws(GatePlan.FunctionPlan function) {
        return function.spec().target().platform() == PlatformName.AWS;
    }

    private double least(ToDoubleFunction<Forecast> amount) {
        return plan.functions().stream()
                .map(function -> Forecast.least(function, pace))
                .mapToDouble(amount)
                .sum();
    }

    private double most(ToDoubleFunction<Forecast> amount) {
        return plan.functions().stream()
                .map(function -> Forecast.most(function, pace))
                .mapToDouble(amount)
                .sum();
    }

    private double leastDollars() {
        return plan.functions().stream()
                .filter(PlanText::isOnAws)
                .mapToDouble(function -> Forecast.least(function, pace).dollars(function, prices))
                .sum();
    }

    private double mostDollars() {
        return plan.functions().stream()
                .filter(PlanText::isOnAws)
                .mapToDouble(function -> Forecast.most(function, pace).dollars(function, prices))
                .sum();
    }

    private static String span(double least, double most) {
        return time(least) + " to " + time(most);
    }

    private static String time(double seconds) {
        return seconds < 2 * SECONDS_PER_MINUTE
                ? String.format(Locale.ROOT, "%.0f s", Math.ceil(seconds))
                : String.format(Locale.ROOT, "%.0f min", Math.ceil(seconds / SECONDS_PER_MINUTE));
    }

    private static String money(double least, double most) {
        return String.format(Locale.ROOT, "US$ %.5f to %.5f", least, most);
    }

    private String assumptions() {
        return "Money: list prices of " + prices.region() + " as of " + prices.date()
                + ", first tier, no free tier: memory and time (the init is billed too, since\n"
                + "2025-08-01), requests, and the platform's own log lines. Each start is taken to be billed as long as"
                + " the highest limit\non its time (1 s without one); what the function itself uses is not in it. Time:"
                + " updates of 1.75 s, 15 calls a\n"
                + "second; it ends at sampling.time-limit at the latest.\n"
                + (plan.functions().stream().anyMatch(function -> Forecast.isPublished(function.spec()))
                        ? "A version with its snapshot or its provisioned environments is taken to need a minute, and"
                                + " what AWS bills\n"
                                + "for these is not in the money.\n"
                        : "");
    }

    private void line(Check check, String need) {
        String budget = check.subject() + " " + check.rule() + " " + check.demand();
        if (check instanceof PackageCheck.Property) {
            budget = check.subject() + " " + check.rule() + ": " + check.limitText();
        }
        out.append(String.format(Locale.ROOT, "  %-40s %s%n", budget, need));
    }

    private static String need(BudgetCheck check, int maxSamples) {
        return check.budgetRule() instanceof BudgetRule.Quantile
                ? "first possible PASS after " + Forecast.first(check) + " cold starts, FAIL after 10; cap "
                        + check.maxSamples()
                : "every one of up to " + maxSamples + " cold starts";
    }
}
