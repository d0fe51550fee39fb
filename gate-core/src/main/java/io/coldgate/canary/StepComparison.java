package io.coldgate.canary;

import io.coldgate.logs.LoggedInvocation;
import io.coldgate.stats.Outcome;
import io.coldgate.stats.PairedFailures;
import java.util.List;

/** The comparison of two versions at one step, by their invocations in the order in which they ended. */
public final class StepComparison {
    private final String stable;
    private final String candidate;
    private final List<LimitTest> tests;
    private final Pairing failurePairs;
    private final PairedFailures failures;
    private VersionCounts ofStable = VersionCounts.NONE;
    private VersionCounts ofCandidate = VersionCounts.NONE;

    /** The decision of a step. */
    public enum Decision {
        /** More invocations may decide it. */
        OPEN,
        /** All required limits are proven to be met, and no other limit is proven to be broken. */
        PASS,
        /** A limit is proven to be broken. */
        FAIL,
        /** The candidate is proven to fail more often. */
        FAILURES
    }

    /** A comparison without data. */
    public StepComparison(String stable, String candidate, List<CanaryLimit> limits, Risks risks) {
        this.stable = stable;
        this.candidate = candidate;
        this.tests = limits.stream()
                .map(limit -> new LimitTest(limit, stable, risks))
                .toList();
        this.failurePairs = new Pairing(stable);
        this.failures = new PairedFailures(risks.falseAlarm());
    }

    /** Adds an invocation; one of another or an unknown version is ignored. */
    public void add(LoggedInvocation invocation) {
        String version = invocation.version().orElse("");
        if (version.equals(stable)) {
            ofStable = ofStable.and(invocation);
        } else if (version.equals(candidate)) {
            ofCandidate = ofCandidate.and(invocation);
        } else {
            return;
        }
        tests.forEach(test -> test.add(version, invocation));
        failurePairs
                .add(version, invocation.failure().isPresent() ? 1 : 0)
                .ifPresent(pair -> failures.add(pair.stable() > 0, pair.candidate() > 0));
    }

    /** Returns the decision from the invocations so far. */
    public Decision decision() {
        if (failures.failed()) {
            return Decision.FAILURES;
        }
        if (tests.stream().anyMatch(test -> test.outcome() == Outcome.FAIL)) {
            return Decision.FAIL;
        }
        boolean passed =
                tests.stream().filter(test -> test.limit().required()).allMatch(test -> test.outcome() == Outcome.PASS);
        return passed ? Decision.PASS : Decision.OPEN;
    }

    /** Returns the state of the step. */
    public StepResult result(double share) {
        return new StepResult(
                candidate,
                share,
                decision(),
                tests.stream().map(LimitTest::finding).toList(),
                ofStable,
                ofCandidate);
    }

    /** Returns the counts for people: {@code stable 210 (3 cold), candidate 12 (2 cold, 1 failed)}. */
    public String progress() {
        return "stable " + counts(ofStable) + ", candidate " + counts(ofCandidate);
    }

    private static String counts(VersionCounts counts) {
        return counts.invocations() + " (" + counts.cold() + " cold"
                + (counts.failed() > 0 ? ", " + counts.failed() + " failed)" : ")");
    }
}
