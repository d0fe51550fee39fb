package io.coldgate.embedded.api.function;

import io.coldgate.embedded.api.wire.Ids;
import java.util.Map;

/**
 * A name for a version, or for two of them.
 *
 * @param name the alias
 * @param version the version it points to
 * @param description free text
 * @param revisionId the revision id, which changes with every update
 * @param weights share of invocations, 0 to 1, of at most one other version
 */
public record Alias(String name, String version, String description, String revisionId, Map<String, Double> weights) {
    /** An alias with a new revision id. */
    public static Alias of(String name, String version, String description, Map<String, Double> weights) {
        return new Alias(name, version, description, Ids.uuid(), Map.copyOf(weights));
    }

    /** The version for a draw from [0, 1). */
    String pick(double draw) {
        for (Map.Entry<String, Double> other : weights.entrySet()) {
            if (draw < other.getValue()) {
                return other.getKey();
            }
        }
        return version;
    }
}
