package io.coldgate.build;

import io.coldgate.unit.Printable;
import io.coldgate.unit.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A user's command that makes packages, run without a shell; its output is kept for the case that it fails. */
final class BuildCommand {
    /** Lines of a failed build's output that are shown; the last ones tell the cause. */
    private static final int OUTPUT_LINES = 15;

    private static final int LONGEST_LINE = 300;

    /** A log of CI that says nothing for longer looks as if it hung. A build has no limit of its own. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(30);

    private BuildCommand() {}

    /** A build that did not end well; the problem's message has the last lines of its output below it. */
    static final class FailedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        FailedException(Problem problem) {
            super(problem.line());
            this.problem = problem;
        }

        /** Returns how it ended; without a place and a subject, for the caller alone knows the setting. */
        Problem problem() {
            return problem;
        }
    }

    /**
     * Runs it to its end.
     *
     * @param unset variables that it does not inherit
     * @param step its name for people, such as {@code building checkout}
     * @param progress is told of the step, and that it still runs
     */
    static void run(List<String> command, Path folder, Set<String> unset, String step, Progress progress)
            throws FailedException, InterruptedException {
        run(command, folder, unset, step, progress, SIGN_OF_LIFE);
    }

    static void run(
            List<String> command,
            Path folder,
            Set<String> unset,
            String step,
            Progress progress,
            Duration untilSignOfLife)
            throws FailedException, InterruptedException {
        progress.step(step);
        try (KeptOutput output = KeptOutput.open()) {
            ProcessBuilder program = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.target());
            program.environment().keySet().removeAll(unset);
            int exit = exit(
                    program,
                    untilSignOfLife,
                    sofar -> progress.step(
                            step + ": still running after " + sofar.toSeconds() + " s" + lastLine(output)),
                    output);
            if (exit != 0) {
                throw new FailedException(Problem.of("the build ended with exit code " + exit + tail(output)));
            }
        } catch (IOException e) {
            throw new FailedException(Problem.of(Printable.escape(String.valueOf(e.getMessage()), LONGEST_LINE)));
        }
    }

    private static int exit(
            ProcessBuilder program, Duration untilSignOfLife, Consumer<Duration> running, KeptOutput output)
            throws FailedException, InterruptedException {
        try {
            return ChildProcess.run(program, untilSignOfLife, running, output);
        } catch (IOException e) {
            throw new FailedException(
                    Problem.of("cannot run " + Printable.quote(program.command().get(0)) + ": "
                            + Printable.escape(String.valueOf(e.getMessage()), LONGEST_LINE)));
        }
    }

    private static String lastLine(KeptOutput output) {
        try {
            return output.lastLines(1).stream()
                    .findFirst()
                    .map(line -> "; its last line: " + Printable.escape(line.strip(), LONGEST_LINE))
                    .orElse(", and printed nothing yet");
        } catch (IOException e) {
            // It is news and no result: what ends the build is read again.
            return "";
        }
    }

    private static String tail(KeptOutput output) throws IOException {
        List<String> last = output.lastLines(OUTPUT_LINES);
        return last.isEmpty() ? " and no output" : Printable.lines(":\n" + String.join("\n", last), LONGEST_LINE);
    }
}
