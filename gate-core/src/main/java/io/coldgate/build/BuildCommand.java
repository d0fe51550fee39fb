package io.coldgate.build;

import io.coldgate.unit.Printable;
import io.coldgate.unit.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A user's command that builds packages, run without a shell. Its output is kept in case it fails. */
final class BuildCommand {
    /** The number of last lines of a failed build's output that are shown: they contain the cause. */
    private static final int OUTPUT_LINES = 15;

    private static final int LONGEST_LINE = 300;

    /** The time after which a build is reported as still running: a silent CI log looks as if it hung. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(30);

    private BuildCommand() {}

    /** A build failed; the problem's message ends with the last lines of the output. */
    static final class FailedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        FailedException(Problem problem) {
            super(problem.line());
            this.problem = problem;
        }

        /** Returns the failure, without place and subject, because only the caller knows the setting. */
        Problem problem() {
            return problem;
        }
    }

    /**
     * Runs a command to its end.
     *
     * @param unset environment variables that the command does not inherit
     * @param step the name of the step for people, such as {@code building checkout}
     * @param progress receives the step, and later that it is still running
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
                ChildProcess.hearInterrupt(exit);
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
            // This is progress output only; the output of a failed build is read again.
            return "";
        }
    }

    private static String tail(KeptOutput output) throws IOException {
        List<String> last = output.lastLines(OUTPUT_LINES);
        return last.isEmpty() ? " and no output" : Printable.lines(":\n" + String.join("\n", last), LONGEST_LINE);
    }
}
