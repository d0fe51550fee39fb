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
     * @param remedy what to do next; empty where the message says it
     */
    BranchException(String subject, String message, String remedy) {
        this(new Problem(Optional.empty(), subject, message, remedy));
    }

    private BranchException(Problem problem) {
        super(problem.line());
        this.problem = problem;
    }

    /**
     * An answer of git's that is not good.
     *
     * @param call what git was asked for: its command, with what matters of the arguments
     */
    BranchException(String call, Git.Answer answer) {
        this("git " + call, lastWords(answer), "");
    }

    /** Goes on when git's answer is good. */
    static void require(Git.Answer answer, String call) throws BranchException {
        if (!answer.isGood()) {
            throw new BranchException(call, answer);
        }
    }

    /** Git's last line is often a hint: the first one that says what went wrong is better. */
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
