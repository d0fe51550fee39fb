package io.coldgate.run.bisect;

import io.coldgate.bisect.Commit;
import io.coldgate.bisect.CommitResult;
import io.coldgate.bisect.SearchTolerance;
import io.coldgate.unit.Percentage;

/** Lines for people about individual comparisons. */
public final class BisectLines {
    private BisectLines() {}

    /** Returns the tolerance that follows from the slow commit's step, as a line. */
    public static String between(double tolerance) {
        return "a commit in between is slow when it is over +" + Percentage.format(tolerance) + ": "
                + (tolerance > SearchTolerance.LEAST
                        ? "between the fast commit and the slow one"
                        : "the smallest tolerance without --tolerance")
                + "; --tolerance sets another";
    }

    /** Returns one comparison as a line: {@code fast 3f2a1bc4d7 Add a cache: 3.80 -> 3.82 ms, +0.5 %}. */
    public static String of(Commit commit, CommitResult compared) {
        String word = switch (compared.found()) {
            case FAST -> "fast   ";
            case SLOW -> "slow   ";
            case SKIPPED -> "skipped";
        };
        String shown = compared.measured().isEmpty() || compared.found() == CommitResult.Found.SKIPPED
                ? compared.measured().isEmpty() ? compared.why() : compared.measured() + "; " + compared.why()
                : compared.measured();
        return word + " " + commit.shortHash() + " " + commit.subject() + ": " + shown;
    }
}
