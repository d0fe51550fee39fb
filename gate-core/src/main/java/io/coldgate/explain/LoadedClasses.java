package io.coldgate.explain;

import io.coldgate.sample.ExplainedStart;
import io.coldgate.sample.ExplainedStart.Kind;
import io.coldgate.sample.ExplainedStart.PackageInit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The classes that a JVM loads before its function is ready, as one sentence. */
final class LoadedClasses {
    private static final int MOST_PLACES = 6;

    private LoadedClasses() {}

    /** Returns the sentence, from the last traced start; empty if no JVM was traced. */
    static Optional<String> of(List<ExplainedStart> starts) {
        return starts.stream()
                .filter(start ->
                        start.kind() == Kind.TRACED && !start.packages().isEmpty())
                .filter(start -> start.packages().stream().noneMatch(PackageInit::isTimed))
                .reduce((first, last) -> last)
                .map(LoadedClasses::sentence);
    }

    private static String sentence(ExplainedStart start) {
        List<PackageInit> places = start.packages().stream()
                .sorted(Comparator.comparingLong(PackageInit::allocs).reversed())
                .toList();
        long all = places.stream().mapToLong(PackageInit::allocs).sum();
        String shown = places.stream()
                .limit(MOST_PLACES)
                .map(place -> Amounts.count(place.allocs()) + " from " + place.name())
                .collect(Collectors.joining(", "));
        int more = places.size() - MOST_PLACES;
        return Amounts.count(all) + " classes were loaded before the function was ready: " + shown
                + (more > 0 ? ", and others from " + more + " more places" : "");
    }
}
