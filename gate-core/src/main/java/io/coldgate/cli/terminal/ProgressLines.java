package io.coldgate.cli.terminal;

import io.coldgate.build.Progress;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.gate.SeriesTally;
import io.coldgate.report.TextReport;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.Start;
import io.coldgate.unit.Counted;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Quantity;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Progress on standard error: one line that is updated on a terminal, plain lines otherwise. */
public final class ProgressLines {
    private ProgressLines() {}

    public static Progress of(Terminal terminal, boolean quiet, boolean verbose) {
        if (quiet) {
            return new Silent();
        }
        if (verbose) {
            return new EveryStart(terminal.err());
        }
        return terminal.live() ? new Live(terminal.err()) : new PlainProgress(terminal.err(), System::nanoTime);
    }

    /** Returns the cold starts of all functions, and the share of their checks that need no further start. */
    static String sum(GateEvaluation build) {
        int starts = 0;
        int decided = 0;
        int checks = 0;
        for (SeriesTally tally : build.allSeries()) {
            starts += tally.coldStarts();
            decided += tally.gate().decidedChecks();
            checks += tally.gate().checks();
        }
        return Counted.of(starts, "cold start") + decided(decided, checks);
    }

    /**
     * Returns the share of checks that need no further start, decided or not, for people; empty if nothing is decided,
     * as in a calibration.
     */
    static String decided(int decided, int checks) {
        return checks == 0 ? "" : String.format(Locale.ROOT, ", %d of %d checks done", decided, checks);
    }

    /** Returns the first functions that still have open checks. */
    static String open(GateEvaluation build) {
        StringBuilder names = new StringBuilder();
        build.allSeries().stream()
                .filter(tally -> tally.ending().isEmpty() && !tally.gate().complete())
                .limit(3)
                .forEach(tally -> names.append("  ")
                        .append(tally.function())
                        .append(' ')
                        .append(tally.gate().samples())
                        .append('/')
                        .append(tally.gate().maxSamples()));
        return names.toString();
    }

    /** Prints nothing. */
    private static final class Silent implements Progress {
        @Override
        public void step(String what) {}

        @Override
        public void recorded(ResultsRecord entry, GateEvaluation build) {}

        @Override
        public void finished() {}
    }

    /** Shows a single line, redrawn at most ten times per second. */
    private static final class Live implements Progress {
        private static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();
        private static final String CLEAR = "\r\u001b[2K";
        private final PrintStream err;
        private long drawn = System.nanoTime() - REDRAW_NANOS;

        Live(PrintStream err) {
            this.err = err;
        }

        @Override
        public void step(String what) {
            draw(what + " …");
        }

        @Override
        public void recorded(ResultsRecord entry, GateEvaluation build) {
            // Other records do not change the numbers of this line, and belong to the step that the line names.
            boolean counts = entry instanceof ResultsRecord.Attempt || entry instanceof ResultsRecord.SeriesEnded;
            if (counts && System.nanoTime() - drawn >= REDRAW_NANOS) {
                draw(sum(build) + open(build));
            }
        }

        private void draw(String text) {
            drawn = System.nanoTime();
            err.print(CLEAR + text);
            err.flush();
        }

        @Override
        public void finished() {
            err.print(CLEAR);
            err.flush();
        }
    }

    /** Prints a line for each start. */
    private static final class EveryStart implements Progress {
        private final PrintStream err;

        EveryStart(PrintStream err) {
            this.err = err;
        }

        @Override
        public void step(String what) {
            err.println(what);
        }

        @Override
        public void recorded(ResultsRecord entry, GateEvaluation build) {
            if (entry instanceof ResultsRecord.Sampled sampled) {
                err.println(text("sample", sampled.start(), build));
            } else if (entry instanceof ResultsRecord.Discarded discarded) {
                err.println(text("discarded", discarded.start(), build));
            } else if (entry instanceof ResultsRecord.Rejected rejected) {
                err.println(rejected.function() + " " + rejected.reason().key() + ": " + rejected.detail());
            } else if (entry instanceof ResultsRecord.SeriesEnded ended) {
                err.println(ended.function() + " ended: " + ended.ending().key());
            }
            // The steps cover the rest.
        }

        private static String text(String kind, Start start, GateEvaluation build) {
            boolean compared = build.series(start.function())
                    .plan()
                    .spec()
                    .comparison()
                    .baseline()
                    .isPresent();
            String arm = compared ? start.arm().key() + " " : "";
            StringBuilder line = new StringBuilder(start.function() + " " + arm + kind + " " + start.number() + ":");
            start.failure()
                    .ifPresent(failure -> line.append(" failed: ")
                            .append(Printable.lines(failure.toString(), TextReport.LONGEST_LINE)));
            start.values()
                    .forEach((metric, value) -> line.append(' ')
                            .append(metric.key())
                            .append(' ')
                            .append(new Quantity(value, metric.dimension()).format()));
            start.waitNanos()
                    .ifPresent(wait -> line.append(" wait ").append(new Quantity(wait, Dimension.TIME).format()));
            return line.toString();
        }

        @Override
        public void finished() {}
    }
}
