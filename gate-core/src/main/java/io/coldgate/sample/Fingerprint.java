package io.coldgate.sample;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a series depends on besides the function: host and platform. Series with different fingerprints are not compared.
 *
 * @param facts names and values, such as {@code cpu} and {@code kernel}; sorted by name
 */
public record Fingerprint(Map<String, String> facts) {
    /** Copies and sorts the facts. */
    public Fingerprint {
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    }
}
