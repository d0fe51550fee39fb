package io.coldgate.canary;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of one invocation of either version that follow each other. Two and two invocations are taken; two of the same
 * version say nothing. In a pair of both, either order is as likely, whatever the alias's weights are: w (1 - w) = (1 -
 * w) w. That is the fair coin which the decision rule needs (docs/adr/0021-canary.md).
 */
final class Pairing {
    private final String stable;
    private @Nullable String version;
    private double value;

    /**
     * A pair.
     *
     * @param stable the stable version's value
     * @param candidate the candidate's
     */
    record Pair(double stable, double candidate) {}

    Pairing(String stable) {
        this.stable = stable;
    }

    /** Takes the next value, and returns the pair that it completes. */
    Optional<Pair> add(String ofVersion, double next) {
        String before = version;
        if (before == null) {
            version = ofVersion;
            value = next;
            return Optional.empty();
        }
        version = null;
        if (before.equals(ofVersion)) {
            return Optional.empty();
        }
        return Optional.of(before.equals(stable) ? new Pair(value, next) : new Pair(next, value));
    }
}
