package io.coldgate.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.coldgate.cost.Forecast;
import io.coldgate.cost.PastPace;
import io.coldgate.cost.Prices;
import io.coldgate.gate.BudgetCheck;
import io.coldgate.gate.Check;
import io.coldgate.gate.GatePlan;
import io.coldgate.gate.PackageCheck;
import io.coldgate.gate.RecordedCheck;
import io.coldgate.gate.RegressionCheck;
import io.coldgate.report.document.CheckJson;
import io.coldgate.report.document.PrettyJson;
import io.coldgate.stats.Defaults;
import io.coldgate.stats.RelativeRule;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.Thresholds;
import java.io.IOException;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The output of {@code --dry-run --json}: the plan of {@link PlanText} as numbers. The format is sealed by a test. */
public final class PlanJson {
    /** Version of the format. */
    public static final int SCHEMA_VERSION = 1;

    private final Thresholds thresholds;
    private final GatePlan plan;
    private final PastPace pace;
    private final Prices prices = Prices.aws();

    private PlanJson(Thresholds thresholds, GatePlan plan, PastPace pace) {
        this.thresholds = thresholds;
        this.plan = plan;
        this.pace = pace;
    }

    /**
     * Returns the document.
     *
     * @param coldgateVersion the program's version
     * @param pace the pace of the last run, for the estimated times
     */
    public static String render(String coldgateVersion, Thresholds thresholds, GatePlan plan, PastPace pace) {
        PlanJson json = new PlanJson(thresholds, plan, pace);
        return PrettyJson.object(out -> {
            out.writeNumberField("schemaVersion", SCHEMA_VERSION);
            out.writeStringField("coldgate", coldgateVersion);
            json.write(out);
        });
    }

    private void write(JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("thresholds");
        out.writeStringField("file", thresholds.shownAs());
        out.writeStringField("sha256", thresholds.sha256());
        out.writeEndObject();
        out.writeNumberField("checks", plan.checks().size());
        span(out, "coldStarts", plan.functions(), Forecast::starts);
        span(out, "seconds", plan.functions(), Forecast::seconds);
        if (plan.functions().stream().anyMatch(PlanJson::isOnAws)) {
            dollars(out, plan.functions().stream().filter(PlanJson::isOnAws).toList());
        }
        out.writeArrayFieldStart("notMeasured");
        for (String name : plan.leftOut()) {
            out.writeString(name);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("functions");
        for (GatePlan.FunctionPlan function : plan.functions()) {
            function(out, function);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("results");
        for (RecordedCheck check : plan.resultChecks()) {
            check(out, check);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void function(JsonGenerator out, GatePlan.FunctionPlan function) throws IOException {
        FunctionSpec spec = function.spec();
        List<GatePlan.FunctionPlan> only = List.of(function);
        out.writeStartObject();
        out.writeStringField("function", spec.name());
        out.writeStringField("platform", spec.target().platform().key());
        out.writeStringField("runtime", spec.configuration().runtime());
        out.writeStringField("architecture", spec.configuration().architecture());
        out.writeNumberField("memoryMb", spec.configuration().memoryMegabytes());
        out.writeNumberField("fanOut", spec.sampling().fanOut().starts());
        out.writeNumberField("copies", spec.sampling().fanOut().copies());
        span(out, "coldStarts", only, Forecast::starts);
        span(out, "updates", only, Forecast::updates);
        if (Forecast.most(only.get(0), pace).further() > 0) {
            span(out, "furtherInvocations", only, Forecast::further);
        }
        span(out, "seconds", only, Forecast::seconds);
        out.writeBooleanField("secondsOfLastRun", pace.knows(function));
        if (isOnAws(function)) {
            dollars(out, only);
        }
        out.writeArrayFieldStart("checks");
        for (Check check : function.packageChecks()) {
            check(out, check);
            out.writeEndObject();
        }
        for (BudgetCheck check : function.startChecks()) {
            check(out, check);
            if (check.isQuantile()) {
                decided(out, Forecast.first(check), check.maxSamples());
            } else {
                out.writeNumberField("cap", function.maxSamples());
            }
            out.writeEndObject();
        }
        for (RegressionCheck check : function.regressionChecks()) {
            check(out, check);
            decided(out, RelativeRule.firstPossiblePass(check.quantile().p(), check.missed()), check.maxRounds());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** Writes the beginning of a check's object; the caller closes it. */
    private static void check(JsonGenerator out, Check check) throws IOException {
        out.writeStartObject();
        out.writeStringField("metric", check.subject());
        boolean quantile = check.isQuantile() || CheckEntries.isRelative(check);
        out.writeStringField(quantile ? "quantile" : "rule", check.rule());
        CheckJson.limit(out, CheckEntries.limit(check));
        out.writeStringField("shown", check.demand());
        out.writeStringField("location", check.location().toString());
        out.writeStringField("takes", taken(check));
    }

    private static String taken(Check check) {
        if (check instanceof BudgetCheck) {
            return "starts";
        }
        if (check instanceof RegressionCheck) {
            return "rounds";
        }
        if (check instanceof RecordedCheck) {
            return "recorded";
        }
        if (check instanceof PackageCheck) {
            return "package";
        }
        throw new IllegalStateException("a check that takes nothing: " + check);
    }

    private static void decided(JsonGenerator out, int firstPass, int cap) throws IOException {
        out.writeNumberField("firstPass", firstPass);
        out.writeNumberField("firstFail", Defaults.MIN_SAMPLES);
        out.writeNumberField("cap", cap);
    }

    private static boolean isOnAws(GatePlan.FunctionPlan function) {
        return function.spec().target().platform() == PlatformName.AWS;
    }

    private void dollars(JsonGenerator out, List<GatePlan.FunctionPlan> functions) throws IOException {
        double least = 0;
        double most = 0;
        for (GatePlan.FunctionPlan function : functions) {
            least += Forecast.least(function, pace).dollars(function, prices);
            most += Forecast.most(function, pace).dollars(function, prices);
        }
        span(out, "dollars", least, most);
    }

    private void span(
            JsonGenerator out, String name, List<GatePlan.FunctionPlan> functions, ToDoubleFunction<Forecast> amount)
            throws IOException {
        span(
                out,
                name,
                functions.stream()
                        .map(function -> Forecast.least(function, pace))
                        .mapToDouble(amount)
                        .sum(),
                functions.stream()
                        .map(function -> Forecast.most(function, pace))
                        .mapToDouble(amount)
                        .sum());
    }

    private static void span(JsonGenerator out, String name, double least, double most) throws IOException {
        out.writeObjectFieldStart(name);
        number(out, "least", least);
        number(out, "most", most);
        out.writeEndObject();
    }

    private static void number(JsonGenerator out, String name, double value) throws IOException {
        if (value == Math.rint(value)) {
            out.writeNumberField(name, (long) value);
        } else {
            out.writeNumberField(name, value);
        }
    }
}
