package io.coldgate.canary;

import io.coldgate.stats.QuantileInterval;
import io.coldgate.stats.RelativeDecision;

/**
 * The state of one limit.
 *
 * @param limit the limit
 * @param decision what the pairs so far show; its rounds are pairs of one invocation of either version
 * @param stable the interval of the stable version's quantile over these pairs, 95 % a side
 * @param candidate that of the candidate's
 */
public record LimitFinding(
        CanaryLimit limit, RelativeDecision decision, QuantileInterval stable, QuantileInterval candidate) {}
