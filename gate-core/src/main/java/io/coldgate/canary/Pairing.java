package io.coldgate.canary;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of consecutive invocations, one of each version. Invocations are taken two at a time; two of the same version
 * are ignored. In a mixed pair, both orders are equally likely, whatever the alias's weights: w (1 - w) = (1 - w) w.
 * This is the fair coin that the decision rule needs (docs/adr/0021-canary.md).
 */
final class Pairing {
    private final String stable;
    private @Nullable String version;
    private double value;

    /**
     * A pair.
     *
     * @param stable the stable version's value
     * @param candidate the candidate's value
     */
    record Pair(double stable, double candidate) {}

    Pairing(String stable) {
        this.stable = stable;
    }

    /** Adds the next value, and returns the pair that it completes. */
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
