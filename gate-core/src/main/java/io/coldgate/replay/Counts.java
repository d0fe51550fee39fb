package io.coldgate.replay;

import java.util.Arrays;

/** Counts of one rule's verdicts in one scenario. */
final class Counts {
    private long functions;
    private long failed;
    private long passed;
    private long redBuilds;
    /** The number of functions by their number of starts. */
    private long[] byStarts = new long[64];

    void add(RuleDecision decision) {
        functions++;
        switch (decision.outcome()) {
            case FAIL -> failed++;
            case PASS -> passed++;
            case INCONCLUSIVE -> {}
            case UNDECIDED -> throw new IllegalStateException("a rule must decide");
        }
        if (decision.starts() >= byStarts.length) {
            byStarts = Arrays.copyOf(byStarts, 2 * decision.starts());
        }
        byStarts[decision.starts()]++;
    }

    void addRedBuild() {
        redBuilds++;
    }

    void add(Counts other) {
        functions += other.functions;
        failed += other.failed;
        passed += other.passed;
        redBuilds += other.redBuilds;
        byStarts = Arrays.copyOf(byStarts, Math.max(byStarts.length, other.byStarts.length));
        for (int i = 0; i < other.byStarts.length; i++) {
            byStarts[i] += other.byStarts[i];
        }
    }

    ScenarioResult result(Scenario scenario) {
        return new ScenarioResult(
                scenario, functions, failed, passed, functions - failed - passed, redBuilds, median(), mean());
    }

    /** Returns the lower median. */
    private int median() {
        long below = 0;
        for (int i = 0; i < byStarts.length; i++) {
            below += byStarts[i];
            if (2 * below >= functions) {
                return i;
            }
        }
        throw new IllegalStateException("nothing counted");
    }

    private double mean() {
        double sum = 0;
        for (int i = 0; i < byStarts.length; i++) {
            sum += (double) i * byStarts[i];
        }
        return sum / functions;
    }
}
