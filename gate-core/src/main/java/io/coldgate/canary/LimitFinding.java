package io.coldgate.canary;

import io.coldgate.stats.QuantileInterval;
import io.coldgate.stats.RelativeDecision;

/**
 * The state of one limit.
 *
 * @param limit the limit
 * @param decision the decision from the pairs so far; its rounds are pairs with one invocation of each version
 * @param stable the interval of the stable version's quantile over these pairs, 95 % on each side
 * @param candidate the same interval for the candidate
 */
public record LimitFinding(
        CanaryLimit limit, RelativeDecision decision, QuantileInterval stable, QuantileInterval candidate) {}
