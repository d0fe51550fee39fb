package io.coldgate.cli.terminal;

import io.coldgate.build.Progress;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.gate.SeriesTally;
import io.coldgate.sample.ResultsRecord;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Progress in a log: a line for each step and for each completed function, and one now and then while a function is
 * measured, so that a long measurement is told from a hang.
 */
final class PlainProgress implements Progress {
    /** Some CI systems end a job whose log stands still for ten minutes, and people give up long before. */
    private static final long SILENCE_NANOS = Duration.ofSeconds(30).toNanos();

    private final PrintStream err;
    private final LongSupplier nanos;
    private long printed;

    PlainProgress(PrintStream err, LongSupplier nanos) {
        this.err = err;
        this.nanos = nanos;
        this.printed = nanos.getAsLong();
    }

    @Override
    public void step(String what) {
        print(what);
    }

    @Override
    public void recorded(ResultsRecord entry, GateEvaluation build) {
        if (entry instanceof ResultsRecord.SeriesEnded ended) {
            SeriesTally tally = build.series(ended.function());
            if (!tally.needsNoStart()) {
                print(completed(tally, build));
            }
        } else if (entry instanceof ResultsRecord.Attempt && nanos.getAsLong() - printed >= SILENCE_NANOS) {
            print("so far: " + ProgressLines.sum(build) + ProgressLines.open(build));
        }
    }

    private static String completed(SeriesTally tally, GateEvaluation build) {
        return String.format(
                Locale.ROOT,
                "measured %s: %d samples%s (in total: %s)",
                tally.function(),
                tally.gate().samples(),
                ProgressLines.decided(tally.gate().decidedChecks(), tally.gate().checks()),
                ProgressLines.sum(build));
    }

    private void print(String line) {
        err.println(line);
        printed = nanos.getAsLong();
    }

    @Override
    public void finished() {}
}
