package io.coldgate.cli.terminal;

import io.coldgate.gate.CheckResult;
import io.coldgate.report.FailureText;
import io.coldgate.report.Judgement;
import io.coldgate.report.TextReport;
import io.coldgate.run.ExitCode;
import java.nio.file.Path;
import java.util.Optional;

/** The final output of a command, the same for a run and for a results file. */
public final class ResultOutput {
    private ResultOutput() {}

    /** Returns whether every check passed without remarks; a build that ends with 0 may still have warnings. */
    private static boolean isAllPassed(Judgement judgement, int exitCode) {
        return exitCode == ExitCode.PASS
                && judgement.failedStarts() == 0
                && judgement.results().stream().allMatch(CheckResult::isPlainPass);
    }

    /**
     * Prints the output.
     *
     * @param json the report for machines, if requested instead of the table
     * @param page the report for people, if it was written
     */
    public static void print(
            Terminal terminal,
            Judgement judgement,
            int exitCode,
            Optional<String> json,
            boolean quiet,
            Optional<Path> page) {
        if (json.isPresent()) {
            terminal.out().print(json.get());
            // The table for people contains this already.
            FailureText.couldNotMeasure(judgement.notMeasured()).forEach(terminal::error);
        } else if (!quiet || !isAllPassed(judgement, exitCode)) {
            terminal.out().print(new TextReport(terminal.colorOut()).render(judgement));
            page.ifPresent(file -> terminal.out().println("look at: " + file));
        }
    }
}
