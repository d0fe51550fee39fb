package io.coldgate.report;

import io.coldgate.gate.AcceptedCheck;
import io.coldgate.gate.BudgetCheck;
import io.coldgate.gate.Check;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.FailureSummary;
import io.coldgate.gate.PackageCheck;
import io.coldgate.gate.RatioFigures;
import io.coldgate.gate.RegressionCheck;
import io.coldgate.gate.ResultCheck;
import io.coldgate.gate.ResultRegressionCheck;
import io.coldgate.gate.SeriesFigures;
import io.coldgate.gate.SeriesTally;
import io.coldgate.report.document.CheckEntry;
import io.coldgate.report.document.FunctionEntry;
import io.coldgate.report.document.Measured;
import io.coldgate.report.document.ReportDocument;
import io.coldgate.report.document.ReportWriter;
import io.coldgate.report.document.ToolEntry;
import io.coldgate.sample.BuildPart;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Rejection;
import io.coldgate.sample.RunHeader;
import io.coldgate.sample.ToolResults;
import io.coldgate.thresholds.Acceptance;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.Tolerance;
import io.coldgate.unit.Problem;
import io.coldgate.unit.ValueUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A judged run as {@code report.json}. The format is sealed by a test. */
public final class JsonReport {
    private static final String CUT_OFF = "cut_off";

    private JsonReport() {}

    /**
     * Returns the report's text.
     *
     * @param exitCode what the command exits with
     */
    public static String render(Judgement judgement, int exitCode) {
        return ReportWriter.text(document(judgement, exitCode));
    }

    /**
     * Returns the report.
     *
     * @param exitCode what the command exits with
     */
    public static ReportDocument document(Judgement judgement, int exitCode) {
        RunHeader header = judgement.header();
        return new ReportDocument(
                new ReportDocument.Run(
                        header.coldgateVersion(),
                        ending(judgement.build().ending()),
                        header.startedAtMillis(),
                        header.platform(),
                        header.seed(),
                        header.thresholdsFile(),
                        header.thresholdsSha256(),
                        header.fingerprint().facts()),
                judgement.verdict(),
                judgement.finding(),
                exitCode,
                header.part().map(part -> part(header, part)),
                judgement.build().leftOut(),
                judgement.notMeasured().stream()
                        .map(tally -> Problem.of(FailureText.notMeasured(tally)).about(tally.function()))
                        .toList(),
                judgement.coldStarts(),
                judgement.results().stream().map(JsonReport::check).toList(),
                judgement.build().allSeries().stream().map(JsonReport::function).toList(),
                judgement.build().imported().stream().map(JsonReport::tool).toList(),
                ExplanationEntries.of(judgement.explanations()));
    }

    private static String ending(Optional<Ending> ending) {
        return ending.map(Ending::key).orElse(CUT_OFF);
    }

    private static ReportDocument.Part part(RunHeader header, BuildPart part) {
        return new ReportDocument.Part(
                part.functions().size(),
                part.shard(),
                part.shards(),
                part.changedSince(),
                PartText.of(header, part).orElse(""));
    }

    private static CheckEntry check(CheckResult result) {
        Check check = result.check();
        return new CheckEntry(
                check.function(),
                check.subject(),
                check.rule(),
                check.isQuantile() || isRelative(check),
                limit(check),
                result.verdict(),
                result.why().key(),
                result.explanation(),
                check.location().toString(),
                check.onInconclusive().name().toLowerCase(Locale.ROOT),
                result.figures()
                        .map(figures -> measured(check, figures))
                        .or(() -> result.ratio().map(figures -> measured(sidesUnit(check, figures), figures))),
                new CheckEntry.Shown(
                        result.measured(),
                        Figures.interval(result),
                        Figures.limit(check),
                        Figures.samples(result),
                        Figures.evidence(result)),
                result.acceptance().map(JsonReport::accepted));
    }

    private static CheckEntry.Accepted accepted(AcceptedCheck by) {
        Acceptance acceptance = by.acceptance();
        return new CheckEntry.Accepted(
                by.state(),
                by.found(),
                acceptance.owner(),
                acceptance.reason(),
                acceptance.until().toString(),
                acceptance.location().toString());
    }

    /** Returns whether a quantile is limited relative to a baseline. */
    static boolean isRelative(Check check) {
        return check instanceof RegressionCheck || check instanceof ResultRegressionCheck;
    }

    /** The unit of the two sides of a comparison. */
    private static String sidesUnit(Check check, RatioFigures figures) {
        return check instanceof RegressionCheck regression
                ? unit(regression.metric().dimension())
                : figures.unit().map(ValueUnit::text).orElse("");
    }

    static CheckEntry.Limit limit(Check check) {
        if (check instanceof BudgetCheck starts) {
            return new CheckEntry.Limit.Amount(starts.limit().value(), unit(check), Optional.empty());
        }
        if (check instanceof RegressionCheck regression) {
            return regression.tolerance() instanceof Tolerance.Amount added
                    ? new CheckEntry.Limit.Increase(added.amount().value(), unit(check))
                    : new CheckEntry.Limit.Tolerance(
                            regression.metric().moreIsBetter()
                                    ? regression.limitRatio() - 1
                                    : ((Tolerance.Share) regression.tolerance()).share(),
                            Optional.empty());
        }
        if (check instanceof ResultRegressionCheck regression) {
            return new CheckEntry.Limit.Tolerance(
                    regression.share(),
                    Optional.of(new CheckEntry.RecordedSides(
                            regression.source().tool().key(),
                            regression.source().path(),
                            regression.baseline().source().path(),
                            regression.id().name(),
                            regression.id().variant())));
        }
        if (check instanceof ResultCheck result) {
            return new CheckEntry.Limit.Amount(
                    result.limit().value(),
                    unit(check),
                    Optional.of(new CheckEntry.SeriesName(
                            result.source().tool().key(),
                            result.source().path(),
                            result.id().name(),
                            result.id().variant(),
                            result.limit().atLeast())));
        }
        if (check instanceof PackageCheck.Size size) {
            return new CheckEntry.Limit.Amount(size.limit().value(), unit(check), Optional.empty());
        }
        if (check instanceof PackageCheck.Property property) {
            return new CheckEntry.Limit.Property(property.wanted());
        }
        throw new IllegalStateException("a check without a limit: " + check);
    }

    /** The unit of a check's values; empty for plain numbers and for what has no value. */
    static String unit(Check check) {
        if (check instanceof BudgetCheck starts) {
            return unit(starts.metric().dimension());
        }
        if (check instanceof PackageCheck.Size size) {
            return unit(size.limit().dimension());
        }
        if (check instanceof ResultCheck result) {
            boolean share = result.budgetRule() instanceof BudgetRule.Failed;
            return share ? "ratio" : result.limit().unit().text();
        }
        if (check instanceof RegressionCheck regression) {
            return regression.tolerance() instanceof Tolerance.Amount
                    ? unit(regression.metric().dimension())
                    : "ratio";
        }
        return check instanceof ResultRegressionCheck ? "ratio" : "";
    }

    private static String unit(io.coldgate.unit.Dimension dimension) {
        return switch (dimension) {
            case TIME -> "ns";
            case SIZE -> "bytes";
            case COUNT -> "count";
        };
    }

    private static Measured measured(Check check, SeriesFigures figures) {
        return new Measured(
                figures.n(),
                OptionalInt.of(figures.exceed()),
                figures.exceedUndisturbed() == figures.exceed()
                        ? OptionalInt.empty()
                        : OptionalInt.of(figures.exceedUndisturbed()),
                figures.estimate(),
                Optional.empty(),
                check.isQuantile()
                        ? Optional.of(new Measured.Evidence(
                                figures.intervalLow(),
                                figures.intervalHigh(),
                                figures.logEvidenceFail(),
                                figures.logEvidencePass(),
                                OptionalDouble.of(figures.tau()),
                                figures.lastLookP()))
                        : Optional.empty());
    }

    private static Measured measured(String unit, RatioFigures figures) {
        return new Measured(
                figures.rounds(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                figures.estimate(),
                Optional.of(new Measured.Sides(figures.baseline(), figures.candidate(), unit)),
                Optional.of(new Measured.Evidence(
                        figures.intervalLow(),
                        figures.intervalHigh(),
                        figures.logEvidenceFail(),
                        figures.logEvidencePass(),
                        OptionalDouble.empty(),
                        figures.lastLookP())));
    }

    private static FunctionEntry function(SeriesTally tally) {
        Map<String, Integer> starts = new LinkedHashMap<>();
        starts.put("failedStarts", tally.failures());
        starts.put("discarded", tally.discarded());
        starts.put("discardedFailures", tally.discardedFailures());
        starts.put("proactiveStarts", tally.proactive());
        starts.put("extra", tally.extras());
        for (Rejection reason : Rejection.values()) {
            starts.put(reason == Rejection.CALL_FAILED ? "callsFailed" : reason.key(), tally.rejections(reason));
        }
        return new FunctionEntry(
                tally.function(),
                tally.deployedAs(),
                tally.gate().samples(),
                tally.plan().regressionChecks().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new FunctionEntry.Rounds(
                                tally.gate().rounds(), tally.baselineStarts().size())),
                starts,
                ending(tally.ending()),
                tally.endDetail(),
                tally.endedAfter().size(),
                tally.whyFailed().map(why -> failures(tally, why)),
                TimeBreakdown.of(tally.starts()).map(TimeBreakdown::entry),
                TimeBreakdown.of(tally.baselineStarts()).map(TimeBreakdown::entry));
    }

    private static FunctionEntry.Failures failures(SeriesTally tally, FailureSummary why) {
        return new FunctionEntry.Failures(
                why.text(),
                why.arm().key(),
                why.failed(),
                why.of(),
                why.typical().type(),
                why.typical().message(),
                why.typical().cause(),
                FailureText.output(tally));
    }

    private static ToolEntry tool(ToolResults results) {
        return new ToolEntry(
                results.source().tool().key(),
                results.source().path(),
                results.facts(),
                results.notes(),
                results.problem(),
                results.series().size(),
                results.series().stream()
                        .mapToLong(series -> series.values().size())
                        .sum());
    }
}
