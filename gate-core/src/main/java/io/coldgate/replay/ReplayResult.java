package io.coldgate.replay;

import java.util.List;

/**
 * The results of all rules.
 *
 * @param settings the requested settings
 * @param builds number of builds simulated in each scenario: fewer than requested if time ran out, and then the same
 *     ones as if this number had been requested
 * @param pools pools to draw from
 * @param rules one for each rule
 */
public record ReplayResult(ReplaySettings settings, int builds, int pools, List<RuleResult> rules) {}
