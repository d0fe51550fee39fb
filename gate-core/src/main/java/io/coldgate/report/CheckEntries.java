package io.coldgate.report;

import io.coldgate.gate.AcceptedCheck;
import io.coldgate.gate.BudgetCheck;
import io.coldgate.gate.Check;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.PackageCheck;
import io.coldgate.gate.RatioFigures;
import io.coldgate.gate.RegressionCheck;
import io.coldgate.gate.ResultCheck;
import io.coldgate.gate.ResultRegressionCheck;
import io.coldgate.gate.SeriesFigures;
import io.coldgate.report.document.CheckEntry;
import io.coldgate.report.document.Measured;
import io.coldgate.thresholds.Acceptance;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.Tolerance;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.ValueUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Results of checks as entries of {@code report.json}. */
final class CheckEntries {
    private CheckEntries() {}

    /** Returns the entry of a check. */
    static CheckEntry of(CheckResult result) {
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
                result.acceptance().map(CheckEntries::accepted));
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

    /** Returns the unit of the two sides of a comparison. */
    private static String sidesUnit(Check check, RatioFigures figures) {
        return check instanceof RegressionCheck regression
                ? unit(regression.metric().dimension())
                : figures.unit().map(ValueUnit::text).orElse("");
    }

    /** Returns the limit of a check. */
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

    /** Returns the unit of a check's values; empty for plain numbers and for checks without a value. */
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
        if (check instanceof ResultRegressionCheck) {
            return "ratio";
        }
        if (check instanceof PackageCheck.Property) {
            return "";
        }
        throw new IllegalStateException("a check without a unit: " + check);
    }

    private static String unit(Dimension dimension) {
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
}
