package io.coldgate.gate;

import io.coldgate.sample.Better;
import io.coldgate.sample.SeriesId;
import io.coldgate.sample.ToolResults;
import io.coldgate.sample.ToolSeries;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.ResultBudget;
import io.coldgate.thresholds.ResultBudgets;
import io.coldgate.unit.Glob;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Problem;
import io.coldgate.unit.ValueUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The series that each limit on other tools' results applies to. They are selected by name only, never by value, so the
 * number of checks is fixed before any data is examined.
 *
 * @param demands one per limit and series, in the file's order
 * @param mistakes what is wrong with the limits; if there is any, no check is decided
 */
public record ResultDemands(List<ResultDemand> demands, List<Problem> mistakes) {
    /** The number of names in a message. */
    private static final int NAMES_SHOWN = 8;

    private static final int LONGEST_LINE = 1000;

    /** The largest number of checks; a pattern over a file of a million names would fill the memory. */
    static final int MOST = 10_000;

    /** Copies the lists. */
    public ResultDemands {
        demands = List.copyOf(demands);
        mistakes = List.copyOf(mistakes);
    }

    /**
     * Matches the limits of the entries with the results that were read.
     *
     * @param results at most one for each entry; an entry without results is ignored
     */
    public static ResultDemands of(List<ResultBudgets> entries, List<ToolResults> results) {
        List<ResultDemand> demands = new ArrayList<>();
        List<Problem> mistakes = new ArrayList<>();
        for (ResultBudgets entry : entries) {
            for (ToolResults read : results) {
                if (read.source().equals(entry.source())) {
                    entry.budgets()
                            .forEach(budget -> add(entry, budget, read, before(budget, results), demands, mistakes));
                }
            }
        }
        if (demands.size() > MOST) {
            mistakes.add(Problem.of("results: more than " + MOST + " checks: narrow the patterns"));
        }
        return new ResultDemands(demands, mistakes);
    }

    private static void add(
            ResultBudgets entry,
            ResultBudget budget,
            ToolResults read,
            List<ToolResults> before,
            List<ResultDemand> demands,
            List<Problem> mistakes) {
        if (read.problem().isPresent() || read.series().isEmpty()) {
            SeriesId pattern =
                    new SeriesId(budget.pattern(), "", budget.metric().orElse(""));
            demands.add(new ResultDemand(entry.source(), pattern, budget, entry.missed(), entry.onInconclusive()));
            return;
        }
        List<ToolSeries> meant =
                read.series().stream().filter(series -> isMeant(budget, series)).toList();
        List<ToolSeries> matching = meant.stream()
                .filter(series -> budget.metric().map(series.id()::isMetric).orElse(series.primary()))
                .toList();
        Set<SeriesId> names =
                matching.stream().map(series -> series.id().ofAnyMetric()).collect(Collectors.toSet());
        List<ToolSeries> spoiled = meant.stream()
                .filter(series -> series.spoilsItsName() && !names.contains(series.id()))
                .toList();
        List<SeriesId> dropped = dropped(budget, read, before);
        if (matching.isEmpty() && spoiled.isEmpty() && dropped.isEmpty()) {
            mistakes.add(at(budget, noMatch(budget, read)));
        }
        for (SeriesId id : dropped) {
            if (demands.size() <= MOST) {
                demands.add(new ResultDemand(entry.source(), id, budget, entry.missed(), entry.onInconclusive()));
            }
        }
        for (ToolSeries series : spoiled) {
            SeriesId wanted = new SeriesId(
                    series.id().name(), series.id().variant(), budget.metric().orElse(""));
            if (demands.size() <= MOST) {
                demands.add(new ResultDemand(entry.source(), wanted, budget, entry.missed(), entry.onInconclusive()));
            }
        }
        for (ToolSeries series : matching) {
            Optional<String> problem = problem(budget, series);
            problem.ifPresent(text -> mistakes.add(at(budget, text)));
            if (demands.size() <= MOST && problem.isEmpty()) {
                demands.add(
                        new ResultDemand(entry.source(), series.id(), budget, entry.missed(), entry.onInconclusive()));
            }
        }
    }

    /** Returns the results that the limit is relative to. */
    private static List<ToolResults> before(ResultBudget budget, List<ToolResults> results) {
        return results.stream()
                .filter(read -> budget.against()
                        .filter(baseline -> baseline.source().equals(read.source()))
                        .isPresent())
                .toList();
    }

    /** Returns the series of the baseline that the limit applies to and that the candidate's results lack. */
    private static List<SeriesId> dropped(ResultBudget budget, ToolResults read, List<ToolResults> before) {
        Set<SeriesId> there = read.series().stream().map(ToolSeries::id).collect(Collectors.toSet());
        Set<SeriesId> names =
                read.series().stream().map(one -> one.id().ofAnyMetric()).collect(Collectors.toSet());
        return before.stream()
                .flatMap(results -> results.series().stream())
                .filter(series -> isMeant(budget, series))
                .filter(series -> series.spoilsItsName()
                        ? !names.contains(series.id())
                        : budget.metric().map(series.id()::isMetric).orElse(series.primary()))
                .map(ToolSeries::id)
                .filter(id -> !there.contains(id) && !there.contains(id.ofAnyMetric()))
                .toList();
    }

    /** Returns whether a pattern names a series: with or without its variant, or as the tool wrote it. */
    private static boolean isMeant(ResultBudget budget, ToolSeries series) {
        return Glob.matches(budget.pattern(), series.id().name())
                || Glob.matches(budget.pattern(), series.id().shown())
                || Glob.matches(budget.pattern(), series.written());
    }

    private static Problem at(ResultBudget budget, String message) {
        return Problem.at(
                budget.location(),
                Printable.escape(budget.path(), LONGEST_LINE),
                Printable.lines(Printable.escape(message, LONGEST_LINE), LONGEST_LINE),
                "");
    }

    private static String noMatch(ResultBudget budget, ToolResults read) {
        List<SeriesId> sameName = read.series().stream()
                .filter(series -> isMeant(budget, series))
                .map(ToolSeries::id)
                .toList();
        if (!sameName.isEmpty() && budget.metric().isPresent()) {
            return "no metric " + Printable.quote(budget.metric().get()) + " in "
                    + read.source().shown() + "; "
                    + Printable.quote(budget.pattern()) + " has: "
                    + names(sameName.stream().map(SeriesId::metric).distinct().toList());
        }
        return Printable.quote(budget.pattern()) + " matches nothing in "
                + read.source().shown() + "; it has: "
                + names(read.series().stream()
                        .map(series -> series.id().shown())
                        .distinct()
                        .toList());
    }

    private static String names(List<String> all) {
        String shown = all.stream().limit(NAMES_SHOWN).map(Printable::quote).collect(Collectors.joining(", "));
        return all.size() <= NAMES_SHOWN ? shown : shown + " and " + (all.size() - NAMES_SHOWN) + " more";
    }

    private static Optional<String> problem(ResultBudget budget, ToolSeries series) {
        if (budget.against().isPresent()
                || budget.rule() instanceof BudgetRule.Failed
                || series.problem().isPresent()) {
            return Optional.empty();
        }
        String what = Printable.quote(series.id().shown())
                + (series.id().metric().isEmpty()
                        ? ""
                        : " " + Printable.escape(series.id().metric(), SeriesId.LONGEST_NAME));
        ValueUnit unit = series.unit();
        if (!unit.equals(budget.limit().unit())) {
            boolean noUnit = budget.limit().unit().text().isEmpty();
            return Optional.of(Printable.quote(budget.limit().text()) + ": " + (noUnit ? "no unit" : "another unit")
                    + ": " + what + " is in " + shown(unit) + ": write "
                    + example(series, budget.limit().text())
                    + (series.primary()
                                    && budget.metric().isEmpty()
                                    && !series.id().metric().isEmpty()
                            ? ", or put the limit under the metric it is about"
                            : ""));
        }
        boolean wrongWay = series.better() == Better.LOWER && budget.limit().atLeast()
                || series.better() == Better.HIGHER && !budget.limit().atLeast();
        return wrongWay
                ? Optional.of(Printable.quote(budget.limit().text()) + ": of " + what + " "
                        + (series.better() == Better.LOWER ? "less" : "more") + " is better: write "
                        + turned(series, budget.limit().text()))
                : Optional.empty();
    }

    /** Returns the limit in the direction of the series. */
    private static String turned(ToolSeries series, String limit) {
        return Printable.quote(series.better() == Better.HIGHER ? ">= " + bare(limit) : bare(limit));
    }

    /** Returns the amount of a limit, without its direction. */
    private static String bare(String limit) {
        return limit.replaceAll("^[<>=\u2264\u2265 ]+", "");
    }

    private static String shown(ValueUnit unit) {
        return unit.text().isEmpty() ? "plain numbers" : Printable.escape(unit.text(), SeriesId.LONGEST_NAME);
    }

    /**
     * Returns a limit in the syntax of the file. A size is a plain number of bytes, as in tools' results without a
     * unit.
     */
    private static String example(ToolSeries series, String limit) {
        String number = bare(limit);
        String amount = switch (series.unit().kind()) {
            case TIME -> "2us or 2ms";
            case SIZE -> number.matches("[0-9]+") ? number + "B" : "2MB";
            case RATE -> "500 ops/ms";
            case COUNT -> "3";
            case OTHER -> ("3 " + Printable.escape(series.unit().text(), SeriesId.LONGEST_NAME)).strip();
        };
        return series.better() == Better.HIGHER ? "\">= " + amount + "\"" : amount;
    }
}
