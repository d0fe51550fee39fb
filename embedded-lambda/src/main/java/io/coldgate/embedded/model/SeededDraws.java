package io.coldgate.embedded.model;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Random draws, each kind from its own sequence: the number of draws of one kind does not change those of another, so
 * that a seed gives the same run whatever happens in between.
 */
final class SeededDraws {
    private final long seed;
    private final Map<String, SplittableRandom> sequences = new ConcurrentHashMap<>();

    SeededDraws(long seed) {
        this.seed = seed;
    }

    /** The next draw of that kind, from [0, 1). */
    double draw(String kind) {
        SplittableRandom sequence =
                sequences.computeIfAbsent(kind, name -> new SplittableRandom(seed + name.hashCode()));
        synchronized (sequence) {
            return sequence.nextDouble();
        }
    }
}
