package io.coldgate.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.Arm;
import io.coldgate.verdict.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistoryViewTest {
    private static final double[] SLOWER_LATER = {80, 92};

    @Test
    void tellsTheStory() {
        HistoryView view = FiledRunMaker.view(FiledRunMaker.story());

        Trend trend = view.trends().get(0);
        assertThat(trend.shifts()).hasSize(1);
        assertThat(trend.shifts().get(0).share()).isBetween(.13, .17);
        assertThat(view.hostChanges()).hasSize(1);
        assertThat(view.hostChanges().get(0).differences()).containsExactly("cpu: B here, A there");
        assertThat(trend.comparableRuns()).isEqualTo(10);
        assertThat(view.budgets()).hasSize(1);
        assertThat(view.budgets().get(0).text()).isEqualTo("12 days, 60 runs, 2 breaches, 1 change blocked");
        assertThat(view.builds().text()).isEqualTo(view.budgets().get(0).text());
    }

    @Test
    void theOrderOfTheFilesDoesNotMatter() {
        List<FiledEntry> shuffled = new ArrayList<>(FiledRunMaker.storyWithIncidents());
        Collections.shuffle(shuffled, new Random(1));

        assertThat(FiledRunMaker.view(shuffled)).isEqualTo(FiledRunMaker.view(FiledRunMaker.storyWithIncidents()));
    }

    @Test
    void timesToRecoveryAreOfEachFunctionAndOfTheIncidentsThatAreOver() {
        List<FiledEntry> entries = new ArrayList<>(FiledRunMaker.storyWithIncidents());
        entries.add(FiledRunMaker.incident("checkout", 500, 20));
        List<RecoveryRecord> records = FiledRunMaker.view(entries).recoveries();

        assertThat(records).extracting(RecoveryRecord::function).containsExactly("checkout", "search");
        assertThat(records.get(0).incidents()).isEqualTo(3);
        assertThat(records.get(0).medianMillis()).isEqualTo(20 * 60_000);
        assertThat(records.get(0).longestMillis()).isEqualTo(90 * 60_000);
        assertThat(records.get(0).newest().millisToRecovery()).isEqualTo(90 * 60_000);
        entries.remove(entries.size() - 1);
        assertThat(FiledRunMaker.view(entries).recoveries().get(0).medianMillis())
                .isEqualTo(51 * 60_000);
    }

    /** A shard of a build: a run of one function of its own. */
    private static FiledRun shard(int hour, String function, String cpu, String commit, Verdict verdict) {
        FiledRun run = FiledRunMaker.moved(FiledRunMaker.run(hour, cpu, 80, false, verdict), "main", commit);
        FiledCheck check = run.checks().get(0);
        FiledCheck.BudgetKey budget = new FiledCheck.BudgetKey(function, "init_duration", "p50", false);
        FiledSeries series = run.series().get(0);
        FiledSeries.Key key = new FiledSeries.Key(function, "init_duration", Arm.CANDIDATE);
        return FiledRunMaker.withChecks(
                FiledRunMaker.with(
                        run,
                        List.of(new FiledSeries(key, series.unit(), series.n(), series.failed(), series.quantiles()))),
                List.of(new FiledCheck(
                        budget,
                        check.limit(),
                        check.verdict(),
                        check.reason(),
                        check.n(),
                        check.estimate(),
                        check.low(),
                        check.high())));
    }

    @Test
    void trendsAreInTheOrderOfTheFileWhicheverFunctionStartedFirst() {
        FiledRun one = shard(4, "one", "A", "c2", Verdict.PASS);
        FiledRun two = shard(4, "two", "A", "c2", Verdict.PASS);
        FiledRun three = shard(4, "three", "A", "c2", Verdict.PASS);
        FiledRun run = FiledRunMaker.withChecks(
                FiledRunMaker.with(
                        one,
                        List.of(
                                two.series().get(0),
                                three.series().get(0),
                                one.series().get(0))),
                List.of(one.checks().get(0), two.checks().get(0)));

        assertThat(FiledRunMaker.view(List.of(run)).trends())
                .extracting(trend -> trend.key().function())
                .as("the one without a budget comes last")
                .containsExactly("one", "two", "three");
    }

    @Test
    void theNewestBuildIsAsGoodAsTheWorstOfItsShards() {
        FiledRun broken = shard(4, "one", "A", "c2", Verdict.FAIL);
        List<FiledRun> runs = List.of(
                shard(1, "one", "A", "c1", Verdict.PASS),
                shard(2, "two", "B", "c1", Verdict.PASS),
                broken,
                shard(5, "two", "B", "c2", Verdict.PASS));
        HistoryView view = FiledRunMaker.view(runs);

        assertThat(view.newestBuild()).containsExactly(runs.get(3), broken);
        assertThat(view.newestVerdict()).contains(Verdict.FAIL);
        assertThat(view.budgets()).noneMatch(view::isOld);
        assertThat(view.hostChanges()).as("each on its own host, as before").isEmpty();
    }

    @Test
    void aShardThatWasRepeatedCountsAsItIsNow() {
        List<FiledRun> runs = List.of(
                shard(4, "one", "A", "c2", Verdict.FAIL),
                shard(5, "two", "B", "c2", Verdict.PASS),
                shard(6, "one", "A", "c2", Verdict.PASS));
        HistoryView view = FiledRunMaker.view(runs);

        assertThat(view.newestVerdict()).contains(Verdict.PASS);
        assertThat(view.newestBuild()).containsExactly(runs.get(2), runs.get(1));
    }

    @Test
    void aBuildOfAnotherCommitIsNoShardOfTheNewest() {
        HistoryView view = FiledRunMaker.view(
                List.of(shard(4, "one", "A", "c1", Verdict.FAIL), shard(5, "two", "B", "c2", Verdict.PASS)));

        assertThat(view.newestVerdict()).contains(Verdict.PASS);
        assertThat(view.budgets()).filteredOn(view::isOld).hasSize(1);
    }

    @Test
    void incidentsAreNoRuns() {
        HistoryView view = FiledRunMaker.view(FiledRunMaker.storyWithIncidents());

        assertThat(view.runs())
                .isEqualTo(FiledRunMaker.view(FiledRunMaker.story()).runs());
        assertThat(view.budgets())
                .isEqualTo(FiledRunMaker.view(FiledRunMaker.story()).budgets());
    }

    @Test
    void anotherHostIsNoChange() {
        List<FiledRun> runs = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            runs.add(FiledRunMaker.run(i, i < 30 ? "A" : "B", (i < 30 ? 80 : 120) + i % 5));
        }
        HistoryView view = FiledRunMaker.view(runs);

        assertThat(view.trends().get(0).shifts()).isEmpty();
        assertThat(view.hostChanges()).hasSize(1);
    }

    @Test
    void hostsThatTakeTurnsAreEachComparedWithThemselves() {
        List<FiledRun> runs = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            double slower = SLOWER_LATER[i < 60 ? 0 : 1];
            runs.add(FiledRunMaker.run(i, i % 2 == 0 ? "A" : "B", (i % 2 == 0 ? 1 : 1.5) * slower + i % 7 * .1));
        }

        List<Trend.Shift> shifts = FiledRunMaker.view(runs).trends().get(0).shifts();
        assertThat(shifts)
                .hasSize(2)
                .allSatisfy(shift -> assertThat(shift.share()).isBetween(.14, .16));
    }

    @Test
    void runsOfChangesMoveNoTrend() {
        List<FiledRun> runs = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            runs.add(FiledRunMaker.run(i, "A", i < 30 ? 80 : 120, i >= 30, Verdict.PASS));
        }
        HistoryView view = FiledRunMaker.view(runs);

        assertThat(view.trends().get(0).shifts()).isEmpty();
        assertThat(view.trends().get(0).points()).hasSize(60);
        assertThat(view.newest()).contains(runs.get(29));
    }

    @Test
    void aChangeIsBlockedOnceHoweverManyOfItsRunsFailed() {
        List<FiledRun> runs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            runs.add(FiledRunMaker.run(i, "A", 130, true, Verdict.FAIL));
        }
        runs.add(FiledRunMaker.run(3, "A", 80, true, Verdict.PASS));
        assertThat(BudgetRecord.of(runs).get(0).blocked()).isEqualTo(1);
        assertThat(BudgetRecord.of(runs).get(0).changes()).isEqualTo(1);

        for (int i = 4; i < 6; i++) {
            runs.add(FiledRunMaker.moved(FiledRunMaker.run(i, "A", 130, true, Verdict.FAIL), "", "c".repeat(40)));
            runs.add(FiledRunMaker.moved(FiledRunMaker.run(i + 2, "A", 130, true, Verdict.FAIL), "", ""));
        }
        runs.add(FiledRunMaker.moved(FiledRunMaker.run(8, "A", 80, true, Verdict.PASS), "other", "d".repeat(40)));
        BudgetRecord record = BudgetRecord.of(runs).get(0);
        assertThat(record.text()).isEqualTo("0 runs, 0 breaches, 4 changes blocked");
        assertThat(record.changes()).isEqualTo(5);
        assertThat(BudgetRecord.ofBuilds(runs).blocked()).isEqualTo(4);
    }

    @Test
    void daysAreCountedFromTheLastBreachToTheNewestRunThatMeasured() {
        List<FiledRun> runs = new ArrayList<>();
        runs.add(FiledRunMaker.run(0, "A", 80));
        assertThat(BudgetRecord.of(runs).get(0).daysWithoutBreach()).contains(0L);
        runs.add(FiledRunMaker.run(24 * 9, "A", 80));
        assertThat(BudgetRecord.of(runs).get(0).text()).isEqualTo("9 days, 2 runs, 0 breaches, 0 changes blocked");
        runs.add(FiledRunMaker.run(24 * 10, "A", 130, false, Verdict.FAIL));
        assertThat(BudgetRecord.of(runs).get(0).text()).isEqualTo("0 days, 3 runs, 1 breach, 0 changes blocked");
        runs.add(FiledRunMaker.run(24 * 12, "A", 80, false, Verdict.INCONCLUSIVE));
        runs.add(FiledRunMaker.run(24 * 40, "A", 80, false, Verdict.NOT_MEASURED));
        assertThat(BudgetRecord.of(runs).get(0).text())
                .isEqualTo("2 days, 4 runs, 1 breach, 0 changes blocked, 1 undecided, 1 not measured");
    }

    @Test
    void aRunThatIsAheadOfTheClockIsNamedAndCountsForNothing() {
        List<FiledRun> runs = new ArrayList<>(FiledRunMaker.story());
        FiledRun ahead = FiledRunMaker.run(24 * 365 * 74, "A", 80);
        FiledRun somewhatAhead = FiledRunMaker.run(24 * 40 + 23, "A", 80);
        runs.add(ahead);
        HistoryView view = FiledRunMaker.view(runs);

        assertThat(view.ahead()).containsExactly(ahead);
        assertThat(view.builds())
                .isEqualTo(FiledRunMaker.view(FiledRunMaker.story()).builds());
        assertThat(view.budgets())
                .isEqualTo(FiledRunMaker.view(FiledRunMaker.story()).budgets());
        assertThat(view.runs()).doesNotContain(ahead);
        assertThat(view.newest()).isNotEqualTo(Optional.of(ahead));
        assertThat(FiledRunMaker.view(List.of(somewhatAhead)).newest()).contains(somewhatAhead);
    }

    @Test
    void aBudgetThatNeverWasMeasuredHasNoDays() {
        BudgetRecord record = BudgetRecord.of(List.of(FiledRunMaker.run(0, "A", 80, false, Verdict.NOT_MEASURED)))
                .get(0);

        assertThat(record.daysWithoutBreach()).isEmpty();
        assertThat(record.text()).isEqualTo("0 runs, 0 breaches, 0 changes blocked, 1 not measured");
    }

    @Test
    void aBudgetThatTheNewestRunDidNotJudgeIsOld() {
        FiledRun without = FiledRunMaker.run(1, "A", 80);
        List<FiledRun> runs = List.of(
                FiledRunMaker.run(0, "A", 80),
                new FiledRun(
                        without.digest(),
                        without.commit(),
                        without.branch(),
                        false,
                        without.committedAtMillis(),
                        without.startedAtMillis(),
                        without.ending(),
                        without.coldgate(),
                        without.platform(),
                        without.thresholdsSha256(),
                        without.fingerprint(),
                        without.verdict(),
                        List.of(),
                        without.series()));
        HistoryView view = FiledRunMaker.view(runs);

        assertThat(view.isOld(view.budgets().get(0))).isTrue();
    }

    @Test
    void aLimitAgainstTheBaselineHasARecordOfItsOwn() {
        FiledRun run = FiledRunMaker.story().get(0);
        FiledCheck absolute = run.checks().get(0);
        FiledCheck relative = new FiledCheck(
                new FiledCheck.BudgetKey(
                        absolute.budget().function(),
                        absolute.budget().metric(),
                        absolute.budget().rule(),
                        true),
                "≤ +20 % of baseline",
                Verdict.FAIL,
                "evidence",
                30,
                1.3,
                1.25,
                1.4);
        FiledRun both = FiledRunMaker.withChecks(run, List.of(absolute, relative));

        List<BudgetRecord> records = BudgetRecord.of(List.of(both));

        assertThat(records).extracting(BudgetRecord::breaches).containsExactly(0, 1);
        assertThat(records).extracting(BudgetRecord::limit).containsExactly("≤ 100 ms", "≤ +20 % of baseline");
    }
}
