package io.coldgate.sample;

import java.util.List;
import java.util.Optional;

/**
 * The part of a build that a run measured. Its checks have the levels that they have in the whole thresholds file, so
 * that the parts of a build can be judged as one, and the build's false alarms stay those of the file.
 *
 * @param functions names of all functions of the build, those of its other parts included; in the file's order
 * @param shard which part this is, from 1
 * @param shards how many parts there are
 * @param changedSince the git ref since which the build's functions changed; empty when changes were not asked for
 * @param unchanged names of the functions that the build leaves out because nothing of them changed; empty in files of
 *     gates that did not write it
 */
public record BuildPart(
        List<String> functions, int shard, int shards, Optional<String> changedSince, List<String> unchanged) {
    /** A part of a build that leaves no function out, or does not say which. */
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
