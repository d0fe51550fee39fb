package io.coldgate.sample;

import com.google.auto.value.AutoBuilder;
import io.coldgate.unit.RunSeeds;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The setup of a run; the first record of a results file.
 *
 * @param coldgateVersion version of the gate that measured
 * @param startedAtMillis milliseconds since the epoch
 * @param platform the platform's name
 * @param seed seed of the order of functions
 * @param thresholdsFile name of the thresholds file as given by the user
 * @param thresholdsSha256 SHA-256 of that file's bytes
 * @param commit full name of the commit that was checked out when the run began; empty outside of a git repository, and
 *     in files of gates that did not record it
 * @param functions names of the functions that were measured, in the file's order
 * @param maxSamples cap given on the command line, which replaces the file's
 * @param fingerprint host and platform
 * @param part the part of the build that it measured; empty for a run that is a build of its own
 * @param tools the results of other tools that the file is supposed to contain; empty in files of gates that did not
 *     record them
 * @param options words of the command line that repeat the run and that no other field keeps; empty in files of gates
 *     that did not record them
 * @param stale functions whose build commands did not write their packages, with newer code that these are built from:
 *     a file, relative to the top of the repository
 * @param kind the purpose of the records
 * @param otherSeeds seeds of functions that were measured with another one, in joined runs; never in a file
 */
public record RunHeader(
        String coldgateVersion,
        long startedAtMillis,
        String platform,
        long seed,
        String thresholdsFile,
        String thresholdsSha256,
        Optional<String> commit,
        List<String> functions,
        OptionalInt maxSamples,
        Fingerprint fingerprint,
        Optional<BuildPart> part,
        Optional<List<HeldResults>> tools,
        List<String> options,
        Map<String, String> stale,
        RunKind kind,
        Map<String, Long> otherSeeds) {
    /** The platform of a run without functions, which judged only results of other tools. */
    public static final String NO_PLATFORM = "none";

    /** Returns a builder for the header of a check that is a build of its own, without results of other tools. */
    public static Builder builder() {
        return new AutoBuilder_RunHeader_Builder()
                .options(List.of())
                .stale(Map.of())
                .kind(RunKind.CHECK)
                .otherSeeds(Map.of());
    }

    /** Returns a builder for the same header with other fields. */
    public Builder toBuilder() {
        return new AutoBuilder_RunHeader_Builder(this);
    }

    /** Copies the lists. */
    public RunHeader {
        functions = List.copyOf(functions);
        options = List.copyOf(options);
        stale = Collections.unmodifiableMap(new TreeMap<>(stale));
        otherSeeds = Map.copyOf(otherSeeds);
        tools = tools.map(List::copyOf);
    }

    /** Returns the seed or, in joined runs, the seeds. */
    public RunSeeds seeds() {
        return new RunSeeds(seed, otherSeeds);
    }

    /** Returns whether it is the header of a run of {@code --results-only}. */
    public boolean isOfResultsOnly() {
        return functions.isEmpty() && platform.equals(NO_PLATFORM) && part.isEmpty();
    }

    /** Sets fields one by one; see {@link RunHeader} for their meaning. */
    @AutoBuilder
    public interface Builder {
        Builder coldgateVersion(String version);

        Builder startedAtMillis(long millis);

        Builder platform(String platform);

        Builder seed(long seed);

        Builder thresholdsFile(String name);

        Builder thresholdsSha256(String sha256);

        Builder commit(Optional<String> hash);

        Builder functions(List<String> functions);

        Builder maxSamples(OptionalInt maxSamples);

        Builder fingerprint(Fingerprint fingerprint);

        Builder part(Optional<BuildPart> part);

        Builder tools(Optional<List<HeldResults>> tools);

        Builder options(List<String> words);

        /** Sets the functions whose packages are older than their code. */
        Builder stale(Map<String, String> files);

        Builder kind(RunKind kind);

        Builder otherSeeds(Map<String, Long> seeds);

        RunHeader build();
    }
}
