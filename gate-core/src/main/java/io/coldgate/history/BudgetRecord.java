package io.coldgate.history;

import io.coldgate.unit.Counted;
import io.coldgate.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The record of a budget over the runs. A failed check of a run of the default branch is a breach; one of a change that
 * was not merged has been blocked.
 *
 * @param budget the budget
 * @param runs runs of the default branch that measured it
 * @param undecided the number of them that were inconclusive
 * @param accepted the number of them that were over it and accepted by an exception, which is not a breach
 * @param notMeasured runs of the default branch that should have measured it and could not
 * @param breaches number of runs of the default branch in which it failed
 * @param changes number of changes that measured it, however many runs each had
 * @param blocked number of changes in which it failed at least once
 * @param daysWithoutBreach whole days from the last breach, or from the first run, to the newest run that measured it;
 *     empty without such a run
 * @param last the newest run of the default branch that measured it; empty without one
 * @param limit the newest limit, formatted for people
 */
public record BudgetRecord(
        FiledCheck.BudgetKey budget,
        int runs,
        int undecided,
        int accepted,
        int notMeasured,
        int breaches,
        int changes,
        int blocked,
        Optional<Long> daysWithoutBreach,
        Optional<FiledRun> last,
        String limit) {
    /**
     * Counts the records of all budgets, in the order of the newest runs' checks.
     *
     * @param runs all runs, oldest first
     */
    public static List<BudgetRecord> of(List<FiledRun> runs) {
        Map<FiledCheck.BudgetKey, List<Judged>> budgets = new LinkedHashMap<>();
        for (int i = runs.size() - 1; i >= 0; i--) {
            for (FiledCheck check : runs.get(i).checks()) {
                budgets.computeIfAbsent(check.budget(), key -> new ArrayList<>())
                        .add(0, new Judged(runs.get(i), check.verdict(), check.limit()));
            }
        }
        return budgets.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue()))
                .toList();
    }

    /**
     * Counts the record of whole builds.
     *
     * @param runs all runs, oldest first
     */
    public static BudgetRecord ofBuilds(List<FiledRun> runs) {
        return of(
                new FiledCheck.BudgetKey("", "build", "", false),
                runs.stream().map(run -> new Judged(run, run.verdict(), "")).toList());
    }

    private record Judged(FiledRun run, Verdict verdict, String limit) {
        boolean is(boolean change, Verdict wanted) {
            return run.change() == change && verdict == wanted;
        }

        boolean isMeasured(boolean change) {
            return run.change() == change && verdict != Verdict.NOT_MEASURED;
        }
    }

    private static BudgetRecord of(FiledCheck.BudgetKey budget, List<Judged> judged) {
        List<Judged> measured =
                judged.stream().filter(each -> each.isMeasured(false)).toList();
        return new BudgetRecord(
                budget,
                measured.size(),
                count(judged, Verdict.INCONCLUSIVE),
                count(judged, Verdict.ACCEPTED),
                count(judged, Verdict.NOT_MEASURED),
                count(judged, Verdict.FAIL),
                changes(judged, each -> each.isMeasured(true)),
                changes(judged, each -> each.is(true, Verdict.FAIL)),
                days(measured),
                measured.isEmpty()
                        ? Optional.empty()
                        : Optional.of(measured.get(measured.size() - 1).run()),
                judged.isEmpty() ? "" : judged.get(judged.size() - 1).limit());
    }

    private static int count(List<Judged> judged, Verdict verdict) {
        return (int) judged.stream().filter(each -> each.is(false, verdict)).count();
    }

    private static int changes(List<Judged> judged, Predicate<Judged> wanted) {
        return (int) judged.stream()
                .filter(wanted)
                .map(each -> each.run().changeKey())
                .distinct()
                .count();
    }

    /** Returns the days up to the last run, not to the present, because nothing is known of days without a run. */
    private static Optional<Long> days(List<Judged> measured) {
        if (measured.isEmpty()) {
            return Optional.empty();
        }
        long since = measured.stream()
                .filter(each -> each.is(false, Verdict.FAIL))
                .mapToLong(each -> each.run().startedAtMillis())
                .max()
                .orElse(measured.get(0).run().startedAtMillis());
        long until = measured.get(measured.size() - 1).run().startedAtMillis();
        return Optional.of(Duration.ofMillis(until - since).toDays());
    }

    /** Returns the record as text: {@code 30 days, 412 runs, 0 breaches, 17 changes blocked}. */
    public String text() {
        return daysWithoutBreach.map(days -> Counted.of(days, "day") + ", ").orElse("")
                + Counted.of(runs, "run") + ", "
                + Counted.of(breaches, "breach", "breaches") + ", "
                + Counted.of(blocked, "change") + " blocked"
                + (accepted > 0 ? ", " + accepted + " accepted" : "")
                + (undecided > 0 ? ", " + undecided + " undecided" : "")
                + (notMeasured > 0 ? ", " + notMeasured + " not measured" : "");
    }
}
