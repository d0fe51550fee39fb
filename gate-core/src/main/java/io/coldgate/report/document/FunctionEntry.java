package io.coldgate.report.document;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One function.
 *
 * @param name in the thresholds file
 * @param deployedAs under which name it was deployed
 * @param samples cold starts that count
 * @param rounds how it was compared; empty where it was not
 * @param starts starts that do not count, or not as a sample, by the field's name in the file and in its order
 * @param ending how its series ended
 * @param detail what there is to say about that; empty for nothing
 * @param endedAfterAnswer how many of its processes ended after a good answer
 * @param failures how many starts failed and why; empty for none
 * @param breakdown where a median start's time went; empty when not known
 * @param baselineBreakdown the same of the baseline; empty without one too
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
     * The most frequent failure, in the function's words.
     *
     * @param text how many failed and why, in a sentence
     * @param arm which of the two functions
     * @param failed how many starts failed
     * @param of of how many
     * @param type the error's type
     * @param message its message
     * @param cause what the function wrote of it
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
