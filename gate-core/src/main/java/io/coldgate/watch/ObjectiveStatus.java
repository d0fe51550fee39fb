package io.coldgate.watch;

import io.coldgate.thresholds.WatchObjective;
import java.util.OptionalDouble;

/**
 * The present state of an objective.
 *
 * @param objective the objective
 * @param measured the quantile in nanoseconds, or the share, of the last {@code over}; empty without an invocation
 * @param calls number of invocations in that time
 * @param over number of them that exceed it
 * @param plainOver whether the plain rule is over its limit
 * @param broken whether the guaranteed alarm is raised and recovery is not proven
 * @param level the level of the guaranteed alarm; 1 raises it
 * @param recovery evidence of recovery since the alarm, as odds: 20 proves it; 0 without an alarm
 */
public record ObjectiveStatus(
        WatchObjective objective,
        OptionalDouble measured,
        long calls,
        long over,
        boolean plainOver,
        boolean broken,
        double level,
        double recovery) {
    /**
     * Returns the state of the plain rule. If the value is over its limit but the rule is not, the observed time is
     * still too short.
     */
    public Rule rule() {
        if (plainOver) {
            return Rule.OVER;
        }
        if (!isKnown()) {
            return Rule.NO_DATA;
        }
        return over > objective.tolerated() * calls ? Rule.OVER_SO_FAR : Rule.WITHIN;
    }

    /** Returns whether anything is known of it: at least one invocation that counts for it was evaluated. */
    public boolean isKnown() {
        return calls > 0;
    }

    /** The state of the plain rule, the worst first. */
    public enum Rule {
        /** The value of the last {@code over} is over its limit. */
        OVER("over"),
        /**
         * The value is over its limit, but the observed time is shorter than {@code over}, which is too little for the
         * rule.
         */
        OVER_SO_FAR("over so far"),
        /** No invocation counts for the objective yet. */
        NO_DATA("no data"),
        /** The value is within its limit. */
        WITHIN("within");

        private final String shown;

        Rule(String shown) {
            this.shown = shown;
        }

        /** Returns the state's key for machines: {@code over-so-far}. */
        public String key() {
            return shown.replace(' ', '-');
        }

        /** Returns the state as text: {@code over so far}. */
        public String shown() {
            return shown;
        }
    }

    static ObjectiveStatus of(ObjectiveWatch watch) {
        return new ObjectiveStatus(
                watch.objective(),
                watch.measured(),
                watch.windowCalls(),
                watch.windowOver(),
                watch.isPlainOver(),
                watch.isBroken(),
                watch.level(),
                watch.recoveryEvidence());
    }
}
