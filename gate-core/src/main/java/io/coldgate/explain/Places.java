package io.coldgate.explain;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Places in sources, {@code file:line}. */
final class Places {
    private Places() {}

    /** Returns the folder of a place's file, which is that of its Go package; empty if the place has none. */
    static String folder(String at) {
        int slash = at.replace('\\', '/').lastIndexOf('/');
        return slash < 0 ? "" : at.substring(0, slash);
    }

    /** Returns the most frequent known place; among several, the first. Empty if none is known. */
    static String mostFrequent(List<String> places) {
        Map<String, Long> counts = places.stream()
                .filter(place -> !place.isEmpty())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return places.stream()
                .filter(counts::containsKey)
                .reduce((first, next) -> counts.getOrDefault(next, 0L) > counts.getOrDefault(first, 0L) ? next : first)
                .orElse("");
    }
}
