package io.coldgate.history;

import io.coldgate.sample.Arm;
import io.coldgate.sample.Fingerprint;
import io.coldgate.unit.ValueUnit;
import io.coldgate.verdict.Verdict;
import io.coldgate.watch.StepRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Filed runs for tests. */
public final class FiledRunMaker {
    /** 2026-01-01T00:00:00Z. */
    private static final long FIRST = 1_767_225_600_000L;

    /** Forty days later. */
    private static final long NOW = FIRST + Duration.ofDays(40).toMillis();

    private static final double MILLI = 1e6;

    private FiledRunMaker() {}

    /** A run of the default branch, that many hours after the first, on that CPU, with that median in milliseconds. */
    public static FiledRun run(int hour, String cpu, double medianMillis) {
        return run(hour, cpu, medianMillis, false, Verdict.PASS);
    }

    /** The same with what it is of and its verdict. */
    public static FiledRun run(int hour, String cpu, double medianMillis, boolean change, Verdict verdict) {
        String digest =
                String.format(Locale.ROOT, "%08x", 0x9e3779b9 * (hour + 1)).repeat(8);
        long at = FIRST + Duration.ofHours(hour).toMillis();
        double[] starts = IntStream.range(0, 41)
                .mapToDouble(i -> medianMillis * MILLI * (1 + (i - 20) / 200.0))
                .toArray();
        FiledCheck.BudgetKey budget = new FiledCheck.BudgetKey("checkout", "init_duration", "p50", false);
        return new FiledRun(
                digest,
                digest.substring(24),
                change ? "faster" : "main",
                change,
                OptionalLong.of(at - 1000),
                at,
                "complete",
                "0.1.0",
                "embedded",
                "0".repeat(64),
                new Fingerprint(Map.of("cores", "2", "cpu", cpu)),
                verdict,
                List.of(new FiledCheck(
                        budget,
                        "≤ 100 ms",
                        verdict,
                        "evidence",
                        verdict == Verdict.NOT_MEASURED ? 0 : starts.length,
                        verdict == Verdict.NOT_MEASURED ? Double.NaN : medianMillis * MILLI,
                        verdict == Verdict.NOT_MEASURED ? Double.NaN : medianMillis * MILLI * .95,
                        verdict == Verdict.NOT_MEASURED ? Double.NaN : Double.POSITIVE_INFINITY)),
                List.of(FiledSeries.of(
                        new FiledSeries.Key("checkout", "init_duration", Arm.CANDIDATE), ValueUnit.TIME, starts)));
    }

    /** The same run on that branch, of that commit. */
    public static FiledRun moved(FiledRun run, String branch, String commit) {
        return with(run, branch, commit, run.series());
    }

    /** The same run with these series. */
    static FiledRun with(FiledRun run, List<FiledSeries> series) {
        return with(run, run.branch(), run.commit(), series);
    }

    private static FiledRun with(FiledRun run, String branch, String commit, List<FiledSeries> series) {
        return new FiledRun(
                run.digest(),
                commit,
                branch,
                run.change(),
                run.committedAtMillis(),
                run.startedAtMillis(),
                run.ending(),
                run.coldgate(),
                run.platform(),
                run.thresholdsSha256(),
                run.fingerprint(),
                run.verdict(),
                run.checks(),
                series);
    }

    private static FiledRun change(int hour, double medianMillis, String branch, Verdict verdict) {
        FiledRun run = run(hour, "A", medianMillis, true, verdict);
        return moved(run, branch, run.commit());
    }

    /** A history as it is seen forty days after the first run. */
    public static HistoryView view(List<? extends FiledEntry> filed) {
        return HistoryView.of(filed, NOW);
    }

    /** An incident, that many hours after the first run, that lasted for some minutes. */
    public static FiledIncident incident(String function, int hour, int minutes, FiledIncident.Step... steps) {
        long at = FIRST + Duration.ofHours(hour).toMillis();
        return new FiledIncident(
                function,
                List.of("duration.p99", "errors"),
                at,
                at + Duration.ofMinutes(minutes).toMillis(),
                List.of(steps));
    }

    /** The story's runs with three incidents of two functions. */
    public static List<FiledEntry> storyWithIncidents() {
        List<FiledEntry> entries = new ArrayList<>(story());
        entries.add(incident("checkout", 700, 90));
        entries.add(incident(
                "checkout",
                600,
                12,
                new FiledIncident.Step(1, "run ops/page", StepRecord.State.DRY),
                new FiledIncident.Step(2, "alias live=previous", StepRecord.State.UNDONE)));
        entries.add(incident("search", 650, 31, new FiledIncident.Step(1, "memory=1024MB", StepRecord.State.DONE)));
        return entries;
    }

    /**
     * Sixty runs, 15 % slower from the 31st, on another host from the 51st; two breaches, three changes, one blocked.
     */
    public static List<FiledRun> story() {
        SplittableRandom random = new SplittableRandom(20261129);
        List<FiledRun> runs = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            double median = 80 * (1 + .04 * random.nextDouble()) * (i >= 30 ? 1.15 : 1) * (i >= 50 ? 1.3 : 1);
            runs.add(run(12 * i, i >= 50 ? "B" : "A", median, false, i == 33 || i == 34 ? Verdict.FAIL : Verdict.PASS));
        }
        runs.add(change(101, 80, "faster", Verdict.PASS));
        runs.add(change(102, 130, "slower", Verdict.FAIL));
        runs.add(change(103, 82, "wider", Verdict.INCONCLUSIVE));
        return runs;
    }

    /** Returns the same run with other checks. */
    static FiledRun withChecks(FiledRun run, List<FiledCheck> checks) {
        return new FiledRun(
                run.digest(),
                run.commit(),
                run.branch(),
                run.change(),
                run.committedAtMillis(),
                run.startedAtMillis(),
                run.ending(),
                run.coldgate(),
                run.platform(),
                run.thresholdsSha256(),
                run.fingerprint(),
                run.verdict(),
                checks,
                run.series());
    }
}
