package io.coldgate.history;

import io.coldgate.unit.ValueUnit;
import java.util.List;
import java.util.Optional;

/**
 * A series over the runs.
 *
 * @param key the series
 * @param unit the unit of its values in the newest run
 * @param points every run that has it, oldest first, including runs of pull requests
 * @param shifts shifts on the default branch, oldest first
 */
public record Trend(FiledSeries.Key key, ValueUnit unit, List<Point> points, List<Shift> shifts) {
    /** Copies the lists. */
    public Trend {
        points = List.copyOf(points);
        shifts = List.copyOf(shifts);
    }

    /**
     * A run of the series.
     *
     * @param run the run
     * @param series its sketch
     */
    public record Point(FiledRun run, FiledSeries series) {}

    /**
     * A change between runs on comparable hosts.
     *
     * @param first the estimated first run after it
     * @param seen the run at which the evidence was sufficient
     * @param before the median of the medians of the runs between the previous change and this one
     * @param after the same for the runs from this change to the next
     */
    public record Shift(FiledRun first, FiledRun seen, double before, double after) {
        /** Returns the change as a share of the earlier value; NaN if one of the two is zero or infinite. */
        public double share() {
            boolean known = before > 0 && Double.isFinite(before) && Double.isFinite(after);
            return known ? after / before - 1 : Double.NaN;
        }
    }

    /** Returns the newest run of the default branch; empty if there are only runs of changes. */
    public Optional<Point> last() {
        return points.stream().filter(point -> !point.run().change()).reduce((older, newer) -> newer);
    }

    /** Returns the last change; empty for none. */
    public Optional<Shift> lastShift() {
        return shifts.isEmpty() ? Optional.empty() : Optional.of(shifts.get(shifts.size() - 1));
    }

    /**
     * Returns the number of runs of the default branch since its last change on hosts comparable with the newest one's.
     */
    public int comparableRuns() {
        Optional<Point> last = last();
        if (last.isEmpty()) {
            return 0;
        }
        FiledRun.Host host = last.get().run().host();
        long since = shifts.stream()
                .filter(shift -> shift.first().host().equals(host))
                .mapToLong(shift -> shift.first().startedAtMillis())
                .max()
                .orElse(Long.MIN_VALUE);
        return (int) points.stream()
                .map(Point::run)
                .filter(run -> !run.change() && run.host().equals(host) && run.startedAtMillis() >= since)
                .count();
    }
}
