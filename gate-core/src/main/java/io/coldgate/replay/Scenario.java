package io.coldgate.replay;

/** The candidate of a build: unchanged code, or every start slower by the same factor. */
public enum Scenario {
    UNCHANGED(0),
    SLOWER_10(10),
    SLOWER_20(20),
    SLOWER_50(50);

    private final int percent;

    Scenario(int percent) {
        this.percent = percent;
    }

    /** Returns the slowdown in percent. */
    public int percent() {
        return percent;
    }

    /** Returns the factor by which each start is multiplied. */
    double factor() {
        return 1 + percent / 100.0;
    }
}
