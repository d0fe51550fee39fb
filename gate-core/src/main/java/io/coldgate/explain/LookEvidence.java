package io.coldgate.explain;

import io.coldgate.sample.ExplainedStart.Look;
import io.coldgate.sample.ExplainedStart.Phase;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stops that found the function's code in a certain callee. They are evidence for advice if they amount to a tenth of
 * the start or to two milliseconds.
 *
 * @param share their share of the start, 0 to 1
 * @param nanos the same in nanoseconds
 * @param count the number of stops
 * @param what the most frequent callee, such as {@code regexp.MustCompile}
 * @param at the line of the function's own code from which most of them were called
 */
record LookEvidence(double share, double nanos, int count, String what, String at) {
    private static final double LEAST_SHARE = .1;
    private static final double LEAST_NANOS = 2e6;

    /** The minimum number of stops; a single one may be chance. */
    private static final int LEAST_COUNT = 3;

    /**
     * Searches for stops in a callee.
     *
     * @param callee selects the function of an entry of a look's path
     */
    static Optional<LookEvidence> of(ArmProfile profile, Predicate<String> callee) {
        return of(profile, look -> true, callee);
    }

    /** Searches for stops in a callee among some of the looks. */
    static Optional<LookEvidence> of(ArmProfile profile, Predicate<Look> among, Predicate<String> callee) {
        List<Look> all = profile.looks();
        List<Look> found = all.stream()
                .filter(look -> look.phase() == Phase.INIT || look.phase() == Phase.MAIN)
                .filter(among)
                .filter(look -> look.path().stream().anyMatch(entry -> callee.test(function(entry))))
                .toList();
        if (found.size() < LEAST_COUNT) {
            return Optional.empty();
        }
        double share = (double) found.size() / all.size();
        double nanos = share * profile.next().value();
        if (share < LEAST_SHARE && nanos < LEAST_NANOS) {
            return Optional.empty();
        }
        String what = mostFrequent(found.stream()
                .map(look -> look.path().stream()
                        .map(LookEvidence::function)
                        .filter(callee)
                        .findFirst()
                        .orElse(""))
                .toList());
        return Optional.of(new LookEvidence(
                share,
                nanos,
                found.size(),
                what,
                mostFrequent(
                        found.stream().map(Look::at).filter(at -> !at.isEmpty()).toList())));
    }

    /** Returns the function of a path's entry, which is followed by its location. */
    static String function(String entry) {
        int space = entry.indexOf(' ');
        return space < 0 ? entry : entry.substring(0, space);
    }

    /** Returns whether a function's name has one of these prefixes. */
    static boolean startsWithAny(String function, String... prefixes) {
        return Stream.of(prefixes).anyMatch(function::startsWith);
    }

    private static String mostFrequent(List<String> texts) {
        return texts.stream().collect(Collectors.groupingBy(text -> text, Collectors.counting())).entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /** Returns the evidence as text: {@code 12 of 60 stops (20 % of the start) in regexp.MustCompile}. */
    String text(int stops) {
        return count + " of " + stops + " stops (" + Math.round(share * 100) + " % of the start) in " + what;
    }
}
