package io.coldgate.report;

import io.coldgate.history.FiledIncident;
import io.coldgate.history.FiledRun;
import io.coldgate.history.FiledSeries;
import io.coldgate.history.HistoryView;
import io.coldgate.history.RecoveryRecord;
import io.coldgate.history.Trend;
import io.coldgate.unit.Counted;
import io.coldgate.unit.Printable;
import io.coldgate.unit.ValueUnit;
import io.coldgate.watch.StepRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Phrases about a history, shared by the table and the page. */
public final class HistoryWords {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int LONGEST_NAME = 120;

    private HistoryWords() {}

    /** Returns the day and the commit of a run: {@code 2026-11-29 8e3f20ab11}. */
    public static String run(FiledRun run) {
        return date(run) + " " + run.shortCommit();
    }

    /** Returns the day and the commit of the newest build, and of how many shards it is known; empty for no build. */
    public static Optional<String> newest(HistoryView view) {
        int shards = view.newestBuild().size();
        return view.newest().map(run -> run(run) + (shards > 1 ? " (" + shards + " shards)" : ""));
    }

    /** Returns which runs are left out because their time is ahead of the clock; there must be at least one. */
    public static String ahead(List<FiledRun> runs) {
        return Counted.of(runs.size(), "run") + " left out, measured by a clock that was ahead of this machine's: "
                + runs.stream().map(HistoryWords::run).collect(Collectors.joining(", "))
                + "; remove " + (runs.size() == 1 ? "its file" : "their files");
    }

    /** Returns the day of a run, in UTC. */
    public static String date(FiledRun run) {
        return DATE.format(Instant.ofEpochMilli(run.startedAtMillis()));
    }

    /** Returns how many incidents a function had, and its times to recovery. */
    public static String recoveries(RecoveryRecord record) {
        return Counted.of(record.incidents(), "incident") + ", recovery after "
                + WatchText.shown(Duration.ofMillis(record.medianMillis()))
                + (record.incidents() == 1
                        ? ""
                        : " (median), at most " + WatchText.shown(Duration.ofMillis(record.longestMillis())));
    }

    /** Returns a step of an incident: {@code 2 memory=1024MB: done}. */
    public static String step(FiledIncident.Step step) {
        String how = step.state() == StepRecord.State.DRY ? "only reported" : WatchText.word(step.state());
        return step.number() + " " + step.action() + ": " + how;
    }

    /** Returns a median with its interval: {@code 81.2 ms (79.0 ms to 84.1 ms)}. */
    public static String median(FiledSeries series) {
        FiledSeries.Quantile median = series.median();
        if (!Double.isFinite(median.value())) {
            return series.failed() + " of " + series.n() + " failed";
        }
        ValueUnit unit = series.unit();
        String high = Double.isFinite(median.high()) ? unit.formatLike(median.high(), median.value()) : "\u221e";
        return unit.format(median.value()) + " (" + unit.formatLike(median.low(), median.value()) + " to " + high + ")";
    }

    /** Returns the trend of a series: the last change, or the number of runs without one. */
    public static String trend(Trend trend) {
        Optional<Trend.Shift> last = trend.lastShift();
        int runs = trend.comparableRuns();
        String since = runs < 2 ? "first run on this host" : "no change in " + runs + " runs";
        if (last.isEmpty()) {
            return since;
        }
        boolean sameHost = trend.last()
                .map(point -> point.run().host())
                .equals(Optional.of(last.get().first().host()));
        return shift(trend, last.get())
                + (sameHost ? "" : ", on another host; " + (runs < 2 ? since : since + " on this one"));
    }

    /** Returns {@code +15.2 % (80.1 ms to 92.3 ms) from 2026-11-20 8e3f20ab11}. */
    public static String shift(Trend trend, Trend.Shift shift) {
        String sizes = size(trend.unit(), shift.before()) + " to " + size(trend.unit(), shift.after());
        String share = Double.isNaN(shift.share())
                ? sizes
                : String.format(Locale.ROOT, "%+.1f %% (%s)", shift.share() * 100, sizes);
        return share + " from " + run(shift.first());
    }

    private static String size(ValueUnit unit, double value) {
        return Double.isFinite(value) ? unit.format(value) : "failed";
    }

    /** Returns an untrusted name, made safe for a terminal. */
    static String safe(String name) {
        return Printable.escape(name, LONGEST_NAME);
    }
}
