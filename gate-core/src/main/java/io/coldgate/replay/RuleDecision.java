package io.coldgate.replay;

import io.coldgate.stats.Outcome;

/**
 * A rule's decision on one function.
 *
 * @param outcome FAIL, PASS or INCONCLUSIVE
 * @param starts number of cold starts of the build that it used, in both arms together; stored starts of earlier builds
 *     are not counted
 */
public record RuleDecision(Outcome outcome, int starts) {
    static RuleDecision of(boolean failed, int starts) {
        return new RuleDecision(failed ? Outcome.FAIL : Outcome.PASS, starts);
    }
}
