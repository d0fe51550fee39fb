package io.coldgate.unit;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The seeds of a run, which reproduce its orders and draws: one or, in joined runs, several.
 *
 * @param first the run's seed
 * @param others the seeds of functions that were measured with another one, by function
 */
public record RunSeeds(long first, Map<String, Long> others) {
    /** Copies the map. */
    public RunSeeds {
        others = Map.copyOf(others);
    }

    /** Returns the seed with which a function was measured. */
    public long of(String function) {
        return others.getOrDefault(function, first);
    }

    /** Returns all seeds for people: {@code 4711}, or {@code 4711, 12}. */
    public String text() {
        return Stream.concat(Stream.of(first), others.values().stream().sorted())
                .distinct()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
    }
}
