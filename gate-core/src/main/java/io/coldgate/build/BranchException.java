package io.coldgate.build;

import io.coldgate.unit.Printable;
import io.coldgate.unit.Problem;
import java.util.Objects;
import java.util.Optional;

/** A {@link FolderBranch} cannot be read or written; the message is one line: {@code subject: what; remedy}. */
public final class BranchException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /**
     * A complaint.
     *
     * @param subject the branch, or the folder
     * @param remedy what to do next; empty if the message says it
     */
    BranchException(String subject, String message, String remedy) {
        this(new Problem(Optional.empty(), subject, message, remedy));
    }

    private BranchException(Problem problem) {
        super(problem.line());
        this.problem = problem;
    }

    /**
     * A failed git command.
     *
     * @param call the git command with its relevant arguments
     */
    BranchException(String call, Git.Answer answer) {
        this("git " + call, lastWords(answer), "");
    }

    /** Throws if the git command failed. */
    static void require(Git.Answer answer, String call) throws BranchException {
        if (!answer.isGood()) {
            throw new BranchException(call, answer);
        }
    }

    /** Returns the line that describes the error: the last line of git's output is often only a hint. */
    private static String lastWords(Git.Answer answer) {
        return answer.errors()
                .lines()
                .filter(line -> line.startsWith("fatal:") || line.startsWith("error:") || line.contains("rejected"))
                .findFirst()
                .map(line -> Printable.escape(line, 300))
                .orElseGet(answer::reason);
    }

    /** Returns what is wrong with the branch, and what to do. */
    public Problem problem() {
        return problem;
    }

    /** Returns the message, which is never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
