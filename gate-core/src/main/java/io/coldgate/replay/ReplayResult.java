package io.coldgate.replay;

import java.util.List;

/**
 * The results of all rules.
 *
 * @param settings what was asked for
 * @param builds builds that were simulated in each scenario: fewer than asked for if time ran out, and then the same
 *     ones that this number alone would have given
 * @param pools pools to draw from
 * @param rules one for each rule
 */
public record ReplayResult(ReplaySettings settings, int builds, int pools, List<RuleResult> rules) {}
