package io.coldgate.sample;

import java.util.List;
import java.util.Optional;

/**
 * The part of a build that a run measured. Its checks keep their levels of the whole thresholds file, so the parts can
 * be judged as one build with the file's false-alarm probability.
 *
 * @param functions names of all functions of the build, including those of its other parts; in the file's order
 * @param shard the number of this part, from 1
 * @param shards the number of parts
 * @param changedSince the git ref since which the build's functions changed; empty if changes were not requested
 * @param unchanged names of the functions that the build leaves out because they did not change; empty in files of
 *     gates that did not record them
 */
public record BuildPart(
        List<String> functions, int shard, int shards, Optional<String> changedSince, List<String> unchanged) {
    /** A part of a build that leaves no function out, or does not record which ones. */
    public BuildPart(List<String> functions, int shard, int shards, Optional<String> changedSince) {
        this(functions, shard, shards, changedSince, List.of());
    }

    /** Copies the lists. */
    public BuildPart {
        functions = List.copyOf(functions);
        unchanged = List.copyOf(unchanged);
        if (shard < 1 || shard > shards) {
            throw new IllegalArgumentException("no part of a build: " + shard + " of " + shards);
        }
    }
}
