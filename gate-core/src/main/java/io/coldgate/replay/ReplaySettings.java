package io.coldgate.replay;

/**
 * The settings of a simulation.
 *
 * @param builds number of builds in each scenario
 * @param checks number of Coldgate's checks in a build, a multiple of three: three per function
 * @param starts starts of each arm for rules with a fixed number, 0 for each rule's own number
 * @param seed the seed of all draws
 * @param threads number of threads, which does not affect the result
 */
public record ReplaySettings(int builds, int checks, int starts, long seed, int threads) {
    /** Refuses settings that cannot be simulated. */
    public ReplaySettings {
        if (builds < 1 || checks < 1 || checks % Rules.CHECKS_PER_FUNCTION != 0 || starts < 0 || threads < 1) {
            throw new IllegalArgumentException("builds, threads: at least 1; checks: a multiple of three");
        }
    }

    /** Returns the number of functions in a build. */
    public int functions() {
        return checks / Rules.CHECKS_PER_FUNCTION;
    }
}
