package io.coldgate.replay;

/**
 * The settings of a simulation.
 *
 * @param builds builds in each scenario
 * @param checks Coldgate's checks in a build, a multiple of three: three of each function
 * @param starts starts of each arm for the rules with a fixed number, 0 for each one's own
 * @param seed of all draws
 * @param threads threads; the result does not depend on them
 */
public record ReplaySettings(int builds, int checks, int starts, long seed, int threads) {
    /** Refuses what cannot be simulated. */
    public ReplaySettings {
        if (builds < 1 || checks < 1 || checks % Rules.CHECKS_PER_FUNCTION != 0 || starts < 0 || threads < 1) {
            throw new IllegalArgumentException("builds, threads: at least 1; checks: a multiple of three");
        }
    }

    /** Functions in a build. */
    public int functions() {
        return checks / Rules.CHECKS_PER_FUNCTION;
    }
}
