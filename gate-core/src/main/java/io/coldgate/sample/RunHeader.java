package io.coldgate.sample;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a run was set up; the first record of a results file.
 *
 * @param coldgateVersion version of the gate that measured
 * @param startedAtMillis milliseconds since the epoch
 * @param platform the platform's name
 * @param seed seed of the order of functions
 * @param thresholdsFile name of the thresholds file as the user gave it
 * @param thresholdsSha256 of that file's bytes
 * @param functions names of the functions that were measured, in the file's order
 * @param maxSamples cap given on the command line, which replaces the file's
 * @param fingerprint host and platform
 * @param part which part of a build it is; empty for a run that is a build of its own
 * @param tools the results of other tools that the file was to hold; empty in files of gates that did not write it
 */
public record RunHeader(
        String coldgateVersion,
        long startedAtMillis,
        String platform,
        long seed,
        String thresholdsFile,
        String thresholdsSha256,
        List<String> functions,
        OptionalInt maxSamples,
        Fingerprint fingerprint,
        Optional<BuildPart> part,
        Optional<List<HeldResults>> tools) {
    /** The platform of a run without a function: it judged results of other tools only. */
    public static final String NO_PLATFORM = "none";

    /** The header of a run that is a build of its own. */
    public RunHeader(
            String coldgateVersion,
            long startedAtMillis,
            String platform,
            long seed,
            String thresholdsFile,
            String thresholdsSha256,
            List<String> functions,
            OptionalInt maxSamples,
            Fingerprint fingerprint) {
        this(
                coldgateVersion,
                startedAtMillis,
                platform,
                seed,
                thresholdsFile,
                thresholdsSha256,
                functions,
                maxSamples,
                fingerprint,
                Optional.empty(),
                Optional.empty());
    }

    /** Copies the lists. */
    public RunHeader {
        functions = List.copyOf(functions);
        tools = tools.map(List::copyOf);
    }

    /** Returns whether it is the header of a run of {@code --results-only}. */
    public boolean isOfResultsOnly() {
        return functions.isEmpty() && platform.equals(NO_PLATFORM) && part.isEmpty();
    }
}
