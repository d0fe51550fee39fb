package io.coldgate.replay;

import java.util.Arrays;

/**
 * One function of one simulated build, the source of its starts. Every draw is a function of the seed, the arm and its
 * number, so all rules and all slowdowns use the same starts. Starts are independent draws from one pool, without drift
 * between baseline and candidate, which favours rules that compare with a stored number.
 *
 * @param pool the starts of unchanged code
 * @param factor the slowdown of the candidate: 1 for unchanged code
 * @param seed the seed of this function in this build
 */
record Trial(Pool pool, double factor, long seed) {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final long CANDIDATE = 1;
    private static final long BASELINE = 2;
    private static final long HISTORY = 3;

    /** Returns the candidate's i-th start, from 0. */
    double candidate(int i) {
        return factor * draw(CANDIDATE, i);
    }

    /** Returns the baseline's i-th start, from 0. */
    double baseline(int i) {
        return draw(BASELINE, i);
    }

    /** Returns a start of an earlier build of unchanged code, from 0. */
    double history(int i) {
        return draw(HISTORY, i);
    }

    double[] candidates(int n) {
        double[] starts = new double[n];
        Arrays.setAll(starts, this::candidate);
        return starts;
    }

    double[] baselines(int n) {
        double[] starts = new double[n];
        Arrays.setAll(starts, this::baseline);
        return starts;
    }

    private double draw(long arm, int i) {
        double[] starts = pool.starts();
        // With 31 bits over a few hundred values, the bias of the remainder is below 1e-6.
        return starts[(int) ((mix(seed + arm * (GOLDEN << 1) + mix(arm + GOLDEN * i)) >>> 33) % starts.length)];
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014, with Stafford's constants, variant 13). */
    static long mix(long state) {
        long z = state + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
