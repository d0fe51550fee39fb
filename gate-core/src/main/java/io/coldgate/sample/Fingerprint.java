package io.coldgate.sample;

import io.coldgate.unit.Printable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The facts other than the function that a series depends on: those of the host and the platform. Series with different
 * fingerprints are not compared.
 *
 * @param facts names and values, such as {@code cpu} and {@code kernel}; sorted by name
 */
public record Fingerprint(Map<String, String> facts) {
    /** Copies and sorts the facts. */
    public Fingerprint {
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    }

    /**
     * Returns the differences from another fingerprint, such as {@code cpu: A here, B there}; empty if the two may be
     * compared.
     */
    public List<String> differences(Fingerprint other) {
        Set<String> names = new TreeSet<>(facts.keySet());
        names.addAll(other.facts.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(facts.get(name), other.facts.get(name)))
                .map(name -> name + ": " + shown(facts.get(name)) + " here, " + shown(other.facts.get(name)) + " there")
                .toList();
    }

    private static String shown(@Nullable String value) {
        return value == null ? "nothing" : Printable.escape(value, 80);
    }
}
