package io.coldgate.report.document;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One function.
 *
 * @param name its name in the thresholds file
 * @param deployedAs the name under which it was deployed
 * @param samples cold starts that count
 * @param rounds the rounds of its comparison; empty if it was not compared
 * @param starts counts of starts that are not samples, by field name, in the order of the file
 * @param ending how its series ended
 * @param detail details of the ending; empty if there are none
 * @param endedAfterAnswer how many of its processes ended after a good answer
 * @param failures how many starts failed and why; empty for none
 * @param breakdown the time of a median start by phase; empty when not known
 * @param baselineBreakdown the same for the baseline; also empty without a baseline
 */
public record FunctionEntry(
        String name,
        String deployedAs,
        int samples,
        Optional<Rounds> rounds,
        Map<String, Integer> starts,
        String ending,
        String detail,
        int endedAfterAnswer,
        Optional<Failures> failures,
        Optional<Breakdown> breakdown,
        Optional<Breakdown> baselineBreakdown) {
    /** Copies the counts, in their order. */
    public FunctionEntry {
        starts = Collections.unmodifiableMap(new LinkedHashMap<>(starts));
    }

    /**
     * A comparison with a baseline.
     *
     * @param rounds rounds of one start each
     * @param baselineSamples cold starts of the baseline that count
     */
    public record Rounds(int rounds, int baselineSamples) {}

    /**
     * The most frequent failure, as the function reported it.
     *
     * @param text how many failed and why, in a sentence
     * @param arm the arm that failed
     * @param failed how many starts failed
     * @param of the total number of starts
     * @param type the error's type
     * @param message its message
     * @param cause the function's output about it
     * @param output the last lines that it wrote before
     */
    public record Failures(
            String text,
            String arm,
            int failed,
            int of,
            String type,
            String message,
            String cause,
            List<String> output) {
        /** Copies the list. */
        public Failures {
            output = List.copyOf(output);
        }
    }
}
