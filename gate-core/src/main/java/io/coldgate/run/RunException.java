package io.coldgate.run;

import io.coldgate.unit.MergedProblems;
import io.coldgate.unit.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A run that cannot begin or continue, with the reason. */
public final class RunException extends Exception {
    /** The prefix of messages about the run rather than about a place in a file. */
    private static final String NAME = "coldgate: ";

    private static final long serialVersionUID = 1L;
    private final int exitCode;
    private final transient List<Problem> problems;
    private final String colored;

    /**
     * A run that ends for one reason.
     *
     * @param exitCode one of {@link ExitCode}
     * @param message one sentence
     */
    public RunException(int exitCode, String message) {
        this(exitCode, Problem.of(message));
    }

    /** A run that ends because of one problem. */
    public RunException(int exitCode, Problem problem) {
        this(exitCode, List.of(problem));
    }

    /** A run that ends because of several problems, without a common closing sentence. */
    public RunException(int exitCode, List<Problem> problems) {
        this(exitCode, problems, joined(problems), joined(problems));
    }

    /**
     * A run that ends because of several problems.
     *
     * @param closing a sentence about all of them, the last line of the message
     */
    public RunException(int exitCode, List<Problem> problems, String closing) {
        this(exitCode, problems, joined(problems), joined(problems), closing);
    }

    /**
     * A run that ends because of several problems, with their rendered text.
     *
     * @param lines the problems for people
     * @param colored the same for a terminal with colours
     */
    RunException(int exitCode, List<Problem> problems, String lines, String colored, String closing) {
        this(exitCode, problems, lines + "\n" + NAME + closing, colored + "\n" + NAME + closing);
    }

    private RunException(int exitCode, List<Problem> problems, String message, String colored) {
        super(message);
        this.exitCode = exitCode;
        this.problems = List.copyOf(problems);
        this.colored = colored;
    }

    private static String joined(List<Problem> problems) {
        return MergedProblems.of(problems).stream()
                .map(problem -> (problem.place().isPresent() ? "" : NAME) + problem.line())
                .collect(Collectors.joining("\n"));
    }

    /** Returns the command's exit code: one of {@link ExitCode}. */
    public int exitCode() {
        return exitCode;
    }

    /** Returns the problems; at least one. */
    public List<Problem> problems() {
        return problems;
    }

    /** Returns the message for a terminal with colours; complete lines. */
    public String colored() {
        return colored;
    }
}
