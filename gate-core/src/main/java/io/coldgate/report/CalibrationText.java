package io.coldgate.report;

import io.coldgate.calibrate.Calibration;
import io.coldgate.calibrate.CheckForecast;
import io.coldgate.calibrate.FunctionNoise;
import io.coldgate.calibrate.Headroom;
import io.coldgate.calibrate.MetricNoise;
import io.coldgate.gate.BudgetCheck;
import io.coldgate.gate.Check;
import io.coldgate.gate.RegressionCheck;
import io.coldgate.stats.Contrast;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Percentage;
import io.coldgate.unit.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The output of {@code coldgate calibrate}: the noise of each function, and the budgets to write into the file for it.
 */
public final class CalibrationText {
    private static final int LONGEST_LINE = 500;

    private final StringBuilder out = new StringBuilder();

    private CalibrationText() {}

    /** Returns the complete text, with a line break at the end. */
    public static String render(Calibration calibration) {
        CalibrationText text = new CalibrationText();
        text.line(
                "Calibration: each function against itself, %d rounds, on %s; seed %d",
                calibration.roundsAskedFor(), calibration.platform(), calibration.seed());
        for (FunctionNoise function : calibration.functions()) {
            text.function(function, calibration);
        }
        return text.out.toString();
    }

    private void function(FunctionNoise function, Calibration calibration) {
        line("");
        line(
                "%s: %s, %d cold starts%s",
                function.function(),
                rounds(function, calibration),
                function.starts().size(),
                function.failures() == 0 ? "" : ", " + function.failures() + " of them failed");
        if (!function.trouble().isEmpty()) {
            line("  could not be measured: %s", Printable.lines(function.trouble(), LONGEST_LINE));
        }
        if (!function.cutShort().isEmpty()) {
            line("  not measured completely: %s", Printable.lines(function.cutShort(), LONGEST_LINE));
        }
        if (!function.isKnown()) {
            line("  too few rounds to show its noise; at least %d are needed", FunctionNoise.FEWEST_ROUNDS);
            return;
        }
        line(
                "  %-16s %10s %10s %9s %6s  %-28s %s",
                "metric", "p50", "p95", "variation", "lag-1", "A/A ratio (95 % a side)", "supports");
        function.metrics().forEach(this::metric);
        function.tooFew()
                .forEach(rare -> line(
                        "  %-16s %s: %d of %d rounds drew it, at least %d are needed: more --rounds",
                        rare.metric().key(),
                        tooFew(rare),
                        rare.rounds(),
                        function.rounds(),
                        FunctionNoise.FEWEST_ROUNDS));
        disturbance(function);
        paste(function, calibration);
        forecasts(function, calibration);
    }

    private void metric(MetricNoise noise) {
        Dimension dimension = noise.metric().dimension();
        line(
                "  %-16s %10s %10s %9s %6s  %-28s %s",
                noise.metric().key(),
                Headroom.text(noise.median(), dimension),
                Headroom.text(noise.p95(), dimension),
                percent(noise.variation()),
                String.format(Locale.ROOT, "%+.2f", noise.dependence().lag1()),
                change(noise, noise.apart()) + " ("
                        + change(noise, noise.apartInterval().low()) + " to "
                        + change(noise, noise.apartInterval().high()) + ")",
                noise.supported()
                        .map(found -> tolerance(noise, found.tolerance()) + ", after " + found.rounds() + " rounds")
                        .orElse("none of " + (isCount(noise) ? "+0 to +100" : "+5% to +50%")
                                + ": more --rounds, or a quieter host"));
        if (noise.dependence().tau() > 1) {
            line(
                    "    successive starts resemble each other: evidence is divided by %.1f",
                    noise.dependence().tau());
        }
    }

    private static String tooFew(FunctionNoise.TooFew rare) {
        return "too few starts with payload " + rare.payload();
    }

    private void disturbance(FunctionNoise function) {
        Disturbance disturbance = Disturbance.of(function.starts(), TextReport.DISTURBED_SHARE);
        boolean busy = disturbance.isWorthSaying();
        if (disturbance.known() > 0) {
            line(
                    "  %s: %d of %d starts (%s) waited for a core for more than %s of their init%s",
                    busy ? "the host was busy while this was measured" : "busy host",
                    disturbance.disturbed(),
                    disturbance.known(),
                    percent((double) disturbance.disturbed() / disturbance.known()),
                    percent(TextReport.DISTURBED_SHARE),
                    busy ? ": calibrate again when it is quieter, or prefer init_cpu to init_duration" : "");
        }
    }

    private static String rounds(FunctionNoise function, Calibration calibration) {
        return function.cutShort().isEmpty() ? function.rounds() + " rounds" : calibration.taken(function);
    }

    private void paste(FunctionNoise function, Calibration calibration) {
        line("");
        if (!function.cutShort().isEmpty()) {
            line("  warning: what follows rests on %s: calibrate to the end first", rounds(function, calibration));
        }
        line("  to paste below %s: p50 + 25 %%, p95 + 50 %%, rounded up", function.function());
        line("    budgets:");
        entries(
                function.metrics().stream()
                        .filter(noise -> unfit(noise).isEmpty())
                        .toList(),
                BudgetLine::limits);
        for (MetricNoise noise : function.metrics()) {
            unfit(noise).ifPresent(why -> line("      # %s: %s", noise.metric().key(), why));
        }
        function.tooFew().forEach(rare -> line("      # %s: %s", rare.metric().key(), tooFew(rare)));
        List<MetricNoise> comparable = function.metrics().stream()
                .filter(noise -> noise.recommendedTolerance().isPresent())
                .toList();
        if (!comparable.isEmpty()) {
            line("    regression:    # where there is a baseline");
            entries(
                    comparable,
                    noise -> "p50: "
                            + tolerance(noise, noise.recommendedTolerance().orElseThrow()));
        }
    }

    /** Returns the reason why a metric has no budgets to paste, if there is one. */
    private static Optional<String> unfit(MetricNoise noise) {
        if (!Double.isFinite(noise.p95())) {
            return Optional.of("too many starts failed");
        }
        return noise.metric().moreIsBetter()
                ? Optional.of("more is better: a limit is the least that it may be")
                : Optional.empty();
    }

    /**
     * Writes limits as in a thresholds file: those of payloads go below their metric, and a custom metric keeps its
     * name.
     */
    private void entries(List<MetricNoise> metrics, Function<MetricNoise, String> limits) {
        Map<String, List<String>> byMetric = new LinkedHashMap<>();
        for (MetricNoise noise : metrics) {
            String own = limits.apply(noise);
            byMetric.computeIfAbsent(noise.metric().ofAny().name(), name -> new ArrayList<>())
                    .add(noise.metric()
                            .payload()
                            .map(payload -> payload + ": { " + own + " }")
                            .orElse(own));
        }
        byMetric.forEach((metric, all) -> line("      %s: { %s }", metric, String.join(", ", all)));
    }

    private void forecasts(FunctionNoise function, Calibration calibration) {
        if (function.forecasts().isEmpty()) {
            return;
        }
        line("");
        line("  checks of %s, replayed %d times on these starts:", calibration.thresholdsFile(), Calibration.REPLAYS);
        function.forecasts().forEach(this::forecast);
        if (function.forecasts().stream().anyMatch(CheckForecast::isTooTight)) {
            line("  too tight to decide:");
            function.forecasts().stream()
                    .filter(CheckForecast::isTooTight)
                    .forEach(forecast -> line("    %s", tight(forecast)));
        }
    }

    private void forecast(CheckForecast forecast) {
        line(
                "    %-36s about %d cold starts; PASS %s, FAIL %s, INCONCLUSIVE %s",
                name(forecast.check()),
                forecast.coldStarts(),
                percent(forecast.pass()),
                percent(forecast.fail()),
                percent(forecast.inconclusive()));
    }

    /** Returns the limit with its location, why it is too tight, and what to do. */
    private static String tight(CheckForecast forecast) {
        Check check = forecast.check();
        String where = check.location() + ": " + check.function() + " " + name(check) + ": ";
        if (forecast.tightness() == CheckForecast.Tightness.INCONCLUSIVE) {
            return where + "undecided at its cap in " + percent(forecast.inconclusive())
                    + " of the replays: raise the limit, or sampling.max";
        }
        Dimension dimension = ((BudgetCheck) check).metric().dimension();
        return where + "the estimate falls between " + Headroom.text(forecast.noiseLow(), dimension) + " and "
                + Headroom.text(forecast.noiseHigh(), dimension) + " by chance alone: raise the limit";
    }

    private static String name(Check check) {
        String sign = check instanceof RegressionCheck ? " " : " ≤ ";
        return check.subject() + " " + check.rule() + sign + check.limitText();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, share > 0 && share < .095 ? "%.1f %%" : "%.0f %%", share * 100);
    }

    private static boolean isCount(MetricNoise noise) {
        return noise.contrast() == Contrast.DIFFERENCE;
    }

    /** Returns the tolerance as a thresholds file has it. */
    private static String tolerance(MetricNoise noise, double tolerance) {
        return "+" + (isCount(noise) ? String.format(Locale.ROOT, "%.0f", tolerance) : Percentage.format(tolerance));
    }

    private static String change(MetricNoise noise, double apart) {
        if (Double.isInfinite(apart)) {
            return apart < 0 ? "-∞" : "∞";
        }
        return isCount(noise)
                ? String.format(Locale.ROOT, apart == Math.rint(apart) ? "%+,.0f" : "%+,.1f", apart + 0.0)
                : String.format(Locale.ROOT, "%+.1f %%", (apart - 1) * 100);
    }

    private void line(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
