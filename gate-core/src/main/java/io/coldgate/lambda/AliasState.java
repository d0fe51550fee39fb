package io.coldgate.lambda;

import java.util.Map;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;

/**
 * The state of an alias at one moment.
 *
 * @param arn its ARN
 * @param version the version that it points to
 * @param weights shares of its invocations, in [0, 1], routed to other versions; AWS allows at most one
 * @param revisionId changes with each update
 */
public record AliasState(String arn, String version, Map<String, Double> weights, String revisionId) {
    /** Copies the map. */
    public AliasState {
        weights = Map.copyOf(weights);
    }

    static AliasState of(
            String arn,
            String version,
            @org.jspecify.annotations.Nullable AliasRoutingConfiguration routing,
            String id) {
        Map<String, Double> weights = routing != null && routing.hasAdditionalVersionWeights()
                ? routing.additionalVersionWeights()
                : Map.of();
        return new AliasState(arn, version, weights, id);
    }

    /** Returns whether it points to that version with those weights. */
    public boolean leadsWhere(String otherVersion, Map<String, Double> otherWeights) {
        return version.equals(otherVersion) && weights.equals(otherWeights);
    }
}
