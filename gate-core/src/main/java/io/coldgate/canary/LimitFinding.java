package io.coldgate.canary;

import io.coldgate.stats.RelativeDecision;

/**
 * The state of one limit.
 *
 * @param limit the limit
 * @param decision what the pairs so far show; its rounds are pairs of one invocation of either version
 */
public record LimitFinding(CanaryLimit limit, RelativeDecision decision) {}
