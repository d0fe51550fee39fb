package io.coldgate.sample;

import java.util.List;
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
        Fingerprint fingerprint) {
    /** The platform of a run without a function: it judged results of other tools only. */
    public static final String NO_PLATFORM = "none";

    /** Copies the list. */
    public RunHeader {
        functions = List.copyOf(functions);
    }
}
