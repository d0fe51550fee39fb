package io.coldgate.build;

import io.coldgate.unit.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A candidate that cannot be built or packaged; nothing was deployed. */
public final class PreparationException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient List<Problem> problems;
    private final boolean build;

    /**
     * A candidate that could not be prepared.
     *
     * @param build whether its build failed rather than its configuration
     */
    PreparationException(Problem problem, boolean build) {
        this(List.of(problem), build);
    }

    /** Packages that AWS cannot start. */
    PreparationException(List<Problem> problems) {
        this(problems, false);
    }

    private PreparationException(List<Problem> problems, boolean build) {
        super(problems.stream().map(Problem::line).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
        this.build = build;
    }

    /** Returns the problems; at least one. */
    public List<Problem> problems() {
        return problems;
    }

    /** Returns whether the build failed rather than the configuration being wrong. */
    public boolean isBuild() {
        return build;
    }
}
