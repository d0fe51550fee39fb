package io.coldgate.cli.terminal;

import io.coldgate.build.Progress;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.run.RunListener;
import io.coldgate.sample.ResultsRecord;

/** Shows the progress of a run on standard error. */
public final class TerminalListener implements RunListener {
    private final Terminal terminal;
    private final boolean quiet;
    private final Progress progress;

    /**
     * Creates a listener.
     *
     * @param quiet whether only errors are shown
     * @param verbose whether every start is shown
     */
    public TerminalListener(Terminal terminal, boolean quiet, boolean verbose) {
        this.terminal = terminal;
        this.quiet = quiet;
        this.progress = ProgressLines.of(terminal, quiet, verbose);
    }

    @Override
    public void remark(String line) {
        if (!quiet) {
            progress.finished();
            terminal.err().println(line);
        }
    }

    @Override
    public void error(String line) {
        progress.finished();
        terminal.error(line);
    }

    @Override
    public void step(String what) {
        progress.step(what);
    }

    @Override
    public void recorded(ResultsRecord entry, GateEvaluation evaluation) {
        progress.recorded(entry, evaluation);
    }

    @Override
    public void finished() {
        progress.finished();
    }
}
