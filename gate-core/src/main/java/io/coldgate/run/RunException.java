package io.coldgate.run;

import io.coldgate.unit.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A run that cannot begin or go on, with what went wrong. */
public final class RunException extends Exception {
    /** Begins the lines that are about the run, and not about a place in a file. */
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

    /** A run that ends because of several problems, about which nothing is to be said in common. */
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
     * The same, with what the problems look like.
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
        return problems.stream()
                .map(problem -> (problem.place().isPresent() ? "" : NAME) + problem.line())
                .collect(Collectors.joining("\n"));
    }

    /** Returns what the command exits with: one of {@link ExitCode}. */
    public int exitCode() {
        return exitCode;
    }

    /** Returns what went wrong; at least one. */
    public List<Problem> problems() {
        return problems;
    }

    /** Returns the message for a terminal with colours; complete lines. */
    public String colored() {
        return colored;
    }
}
