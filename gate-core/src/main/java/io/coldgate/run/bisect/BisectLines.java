package io.coldgate.run.bisect;

import io.coldgate.bisect.Commit;
import io.coldgate.bisect.Look;

/** Lines for people about single comparisons. */
public final class BisectLines {
    private BisectLines() {}

    /** Returns one comparison as a line: {@code fast 3f2a1bc4d7 Add a cache: 3.80 -> 3.82 ms, +0.5 %}. */
    public static String of(Commit commit, Look look) {
        String word = switch (look.found()) {
            case FAST -> "fast   ";
            case SLOW -> "slow   ";
            case SKIPPED -> "skipped";
        };
        String shown = look.measured().isEmpty() || look.found() == Look.Found.SKIPPED
                ? look.measured().isEmpty() ? look.why() : look.measured() + "; " + look.why()
                : look.measured();
        return word + " " + commit.shortHash() + " " + commit.subject() + ": " + shown;
    }
}
