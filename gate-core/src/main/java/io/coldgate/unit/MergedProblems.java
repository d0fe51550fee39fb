package io.coldgate.unit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Problems as people read them: the same problem at several places is one. */
public final class MergedProblems {
    /** The number of subjects that are named of a problem that several have; the others are counted. */
    private static final int NAMED = 3;

    private MergedProblems() {}

    private record Key(boolean placed, String message, String remedy) {}

    /**
     * Returns the problems in their order. Those with the same message and remedy are one problem at the first place;
     * its subject has the first names, the number of the others, and the other places.
     */
    public static List<Problem> of(List<Problem> problems) {
        Map<Key, List<Problem>> same = new LinkedHashMap<>();
        for (Problem problem : problems) {
            Key key = new Key(problem.place().isPresent(), problem.message(), problem.remedy());
            same.computeIfAbsent(key, each -> new ArrayList<>()).add(problem);
        }
        return same.values().stream()
                .map(group -> group.get(0).about(subjects(group) + places(group)))
                .toList();
    }

    private static String subjects(List<Problem> group) {
        List<String> names = group.stream().map(Problem::subject).distinct().toList();
        if (names.size() == 1) {
            return names.get(0);
        }
        int named = Math.min(NAMED, names.size() - 1);
        String others = names.size() - named == 1 ? names.get(named) : names.size() - named + " more";
        return String.join(", ", names.subList(0, named)) + " and " + others;
    }

    private static String places(List<Problem> group) {
        List<String> places = group.stream()
                .flatMap(problem -> problem.place().stream())
                .distinct()
                .toList();
        if (places.size() < 2) {
            return "";
        }
        String file = places.get(0).replaceFirst(":[0-9]+:[0-9]+$", ":");
        return places.stream()
                .skip(1)
                .map(place -> place.startsWith(file) ? place.substring(file.length()) : place)
                .collect(Collectors.joining(", ", " (also at ", ")"));
    }
}
