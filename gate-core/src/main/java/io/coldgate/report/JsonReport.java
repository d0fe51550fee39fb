package io.coldgate.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.coldgate.gate.Check;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.FailureSummary;
import io.coldgate.gate.RatioFigures;
import io.coldgate.gate.SeriesFigures;
import io.coldgate.gate.SeriesTally;
import io.coldgate.sample.BuildPart;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Rejection;
import io.coldgate.sample.RunHeader;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.unit.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * {@code report.json}, for machines. Values are in nanoseconds, bytes or plain numbers, as {@code unit} says; a failed
 * start's value and an absent bound are null. The format is sealed by a test.
 */
public final class JsonReport {
    /** Version of the format. */
    public static final int SCHEMA_VERSION = 1;

    private JsonReport() {}

    /**
     * The report.
     *
     * @param exitCode what the command exits with
     */
    public static String render(Judgement judgement, int exitCode) {
        return PrettyJson.object(out -> {
            head(out, judgement, exitCode);
            out.writeArrayFieldStart("checks");
            for (CheckResult result : judgement.results()) {
                check(out, result);
            }
            out.writeEndArray();
            out.writeArrayFieldStart("functions");
            for (SeriesTally tally : judgement.build().allSeries()) {
                function(out, tally);
            }
            out.writeEndArray();
            ImportedJson.write(out, judgement.build().imported());
        });
    }

    private static void head(JsonGenerator out, Judgement judgement, int exitCode) throws IOException {
        out.writeNumberField("schemaVersion", SCHEMA_VERSION);
        out.writeStringField("coldgate", judgement.header().coldgateVersion());
        out.writeStringField("verdict", judgement.verdict().name());
        if (!judgement.finding().isEmpty()) {
            out.writeStringField("finding", judgement.finding());
        }
        out.writeNumberField("exitCode", exitCode);
        out.writeStringField(
                "ending", judgement.build().ending().map(Ending::key).orElse("cut_off"));
        out.writeNumberField("startedAt", judgement.header().startedAtMillis());
        out.writeStringField("platform", judgement.header().platform());
        out.writeNumberField("seed", judgement.header().seed());
        out.writeObjectFieldStart("thresholds");
        out.writeStringField("file", judgement.header().thresholdsFile());
        out.writeStringField("sha256", judgement.header().thresholdsSha256());
        out.writeEndObject();
        if (judgement.header().part().isPresent()) {
            part(out, judgement.header(), judgement.header().part().get());
        }
        List<String> leftOut = judgement.build().leftOut();
        if (!leftOut.isEmpty()) {
            out.writeArrayFieldStart("notMeasured");
            for (String name : leftOut) {
                out.writeString(name);
            }
            out.writeEndArray();
        }
        List<Problem> problems = judgement.notMeasured().stream()
                .map(tally -> Problem.of(FailureText.notMeasured(tally)).about(tally.function()))
                .toList();
        if (!problems.isEmpty()) {
            ProblemReport.write(out, problems);
        }
        out.writeNumberField("coldStarts", judgement.coldStarts());
        out.writeObjectFieldStart("fingerprint");
        for (Map.Entry<String, String> fact :
                judgement.header().fingerprint().facts().entrySet()) {
            out.writeStringField(fact.getKey(), fact.getValue());
        }
        out.writeEndObject();
    }

    private static void part(JsonGenerator out, RunHeader header, BuildPart part) throws IOException {
        out.writeObjectFieldStart("build");
        out.writeNumberField("functions", part.functions().size());
        out.writeNumberField("shard", part.shard());
        out.writeNumberField("shards", part.shards());
        if (part.changedSince().isPresent()) {
            out.writeStringField("changedSince", part.changedSince().get());
        }
        out.writeStringField("text", PartText.of(header, part).orElse(""));
        out.writeEndObject();
    }

    private static void check(JsonGenerator out, CheckResult result) throws IOException {
        Check check = result.check();
        out.writeStartObject();
        out.writeStringField("function", check.function());
        out.writeStringField("metric", check.subject());
        boolean ofQuantile = check.isQuantile() || check instanceof Check.OfRegression;
        out.writeStringField(ofQuantile ? "quantile" : "rule", check.rule());
        budget(out, check);
        out.writeStringField("verdict", result.verdict().name());
        out.writeStringField("reason", result.why().key());
        out.writeStringField("explanation", result.explanation());
        out.writeStringField("location", check.location().toString());
        out.writeStringField("onInconclusive", check.onInconclusive().name().toLowerCase(java.util.Locale.ROOT));
        if (result.figures().isPresent()) {
            figures(out, check, result.figures().get());
        } else if (result.ratio().isPresent()) {
            ratio(out, result.ratio().get());
        } else if (!result.measured().isEmpty()) {
            out.writeStringField("measured", result.measured());
        }
        shown(out, result);
        out.writeEndObject();
    }

    /**
     * The same figures as people read them, so that whoever shows the report need not know units and kinds of checks.
     */
    private static void shown(JsonGenerator out, CheckResult result) throws IOException {
        out.writeObjectFieldStart("shown");
        out.writeStringField("measured", result.measured());
        out.writeStringField("interval", Figures.interval(result));
        out.writeStringField("limit", Figures.limit(result.check()));
        out.writeStringField("samples", Figures.samples(result));
        out.writeStringField("evidence", Figures.evidence(result));
        out.writeEndObject();
    }

    private static void budget(JsonGenerator out, Check check) throws IOException {
        if (check instanceof Check.OfStarts starts) {
            number(out, "budget", starts.limit().value());
            out.writeStringField("unit", unit(check));
        } else if (check instanceof Check.OfRegression regression) {
            number(out, "tolerance", regression.tolerance());
            out.writeStringField("unit", unit(check));
        } else if (check instanceof Check.OfResult result) {
            ImportedJson.identity(out, result);
            number(out, "budget", result.limit().value());
            out.writeStringField("unit", unit(check));
        } else if (check instanceof Check.OfPackageSize size) {
            number(out, "budget", size.limit().value());
            out.writeStringField("unit", unit(check));
        } else if (check instanceof Check.OfPackageProperty property) {
            out.writeBooleanField("budget", property.wanted());
        }
    }

    /** The unit of a check's values; empty for plain numbers and for what has no value. */
    static String unit(Check check) {
        if (check instanceof Check.OfStarts starts) {
            return unit(starts.metric().dimension());
        }
        if (check instanceof Check.OfPackageSize size) {
            return unit(size.limit().dimension());
        }
        if (check instanceof Check.OfResult result) {
            boolean share = result.budgetRule() instanceof BudgetRule.Failed;
            return share ? "ratio" : result.limit().unit().text();
        }
        return check instanceof Check.OfRegression ? "ratio" : "";
    }

    private static String unit(io.coldgate.unit.Dimension dimension) {
        return switch (dimension) {
            case TIME -> "ns";
            case SIZE -> "bytes";
            case COUNT -> "count";
        };
    }

    private static void figures(JsonGenerator out, Check check, SeriesFigures figures) throws IOException {
        out.writeNumberField("n", figures.n());
        out.writeNumberField("exceed", figures.exceed());
        if (figures.exceedUndisturbed() != figures.exceed()) {
            out.writeNumberField("exceedUndisturbed", figures.exceedUndisturbed());
        }
        number(out, "estimate", figures.estimate());
        if (!check.isQuantile()) {
            return;
        }
        interval(out, figures.intervalLow(), figures.intervalHigh());
        evidence(
                out,
                figures.logEvidenceFail(),
                figures.logEvidencePass(),
                OptionalDouble.of(figures.tau()),
                figures.lastLookP());
    }

    private static void ratio(JsonGenerator out, RatioFigures figures) throws IOException {
        out.writeNumberField("n", figures.rounds());
        number(out, "estimate", figures.estimate());
        interval(out, figures.intervalLow(), figures.intervalHigh());
        evidence(
                out, figures.logEvidenceFail(), figures.logEvidencePass(), OptionalDouble.empty(), figures.lastLookP());
    }

    private static void interval(JsonGenerator out, double low, double high) throws IOException {
        out.writeObjectFieldStart("interval");
        if (low == 0) {
            out.writeNullField("low");
        } else {
            number(out, "low", low);
        }
        number(out, "high", high);
        out.writeEndObject();
    }

    private static void evidence(
            JsonGenerator out, double logFail, double logPass, OptionalDouble tau, OptionalDouble lastLookP)
            throws IOException {
        out.writeObjectFieldStart("evidence");
        number(out, "logFail", logFail);
        number(out, "logPass", logPass);
        if (tau.isPresent()) {
            out.writeNumberField("tau", tau.getAsDouble());
        }
        if (lastLookP.isPresent()) {
            out.writeNumberField("lastLookP", lastLookP.getAsDouble());
        }
        out.writeEndObject();
    }

    private static void function(JsonGenerator out, SeriesTally tally) throws IOException {
        out.writeStartObject();
        out.writeStringField("function", tally.function());
        out.writeStringField("deployedAs", tally.deployedAs());
        out.writeNumberField("samples", tally.gate().samples());
        if (!tally.plan().regressionChecks().isEmpty()) {
            out.writeNumberField("rounds", tally.gate().rounds());
            out.writeNumberField("baselineSamples", tally.baselineStarts().size());
        }
        out.writeNumberField("failedStarts", tally.failures());
        out.writeNumberField("discarded", tally.discarded());
        out.writeNumberField("discardedFailures", tally.discardedFailures());
        out.writeNumberField("proactiveStarts", tally.proactive());
        out.writeNumberField("extra", tally.extras());
        for (Rejection reason : Rejection.values()) {
            out.writeNumberField(
                    reason == Rejection.CALL_FAILED ? "callsFailed" : reason.key(), tally.rejections(reason));
        }
        out.writeStringField("ending", tally.ending().map(Ending::key).orElse("cut_off"));
        out.writeStringField("detail", tally.endDetail());
        out.writeNumberField("endedAfterAnswer", tally.endedAfter().size());
        if (tally.whyFailed().isPresent()) {
            failures(out, tally, tally.whyFailed().get());
        }
        Optional<String> breakdown = TimeBreakdown.of(tally.starts()).map(TimeBreakdown::text);
        if (breakdown.isPresent()) {
            out.writeStringField("breakdown", breakdown.get());
        }
        out.writeEndObject();
    }

    /** The most frequent failure, in the function's words. */
    private static void failures(JsonGenerator out, SeriesTally tally, FailureSummary why) throws IOException {
        out.writeObjectFieldStart("failures");
        out.writeStringField("text", why.text());
        out.writeStringField("arm", why.arm().key());
        out.writeNumberField("failed", why.failed());
        out.writeNumberField("of", why.of());
        out.writeStringField("type", why.typical().type());
        out.writeStringField("message", why.typical().message());
        out.writeStringField("cause", why.typical().cause());
        out.writeArrayFieldStart("output");
        for (String line : FailureText.output(tally)) {
            out.writeString(line);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void number(JsonGenerator out, String name, double value) throws IOException {
        if (Double.isInfinite(value) || Double.isNaN(value)) {
            out.writeNullField(name);
        } else if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
            out.writeNumberField(name, (long) value);
        } else {
            out.writeNumberField(name, value);
        }
    }
}
