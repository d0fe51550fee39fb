package io.coldgate.embedded.runtime.environment;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The environments of one revision, as the {@link Fleet} knows them. The fleet's lock guards all of it.
 *
 * @param <E> the type of an environment
 */
final class RevisionGroup<E> {
    /** Idle environments, the most recently used first, then prepared ones. */
    final Deque<Life<E>> waiting = new ArrayDeque<>();

    /** Environments that are being made, started or used. */
    final Set<Life<E>> inUse = new LinkedHashSet<>();

    /** The wanted number of provisioned environments. */
    int wanted;

    /** Returns the number of provisioned environments whose init is over. */
    int running() {
        int running = 0;
        for (Life<E> life : waiting) {
            running += life.provisioned ? 1 : 0;
        }
        for (Life<E> life : inUse) {
            running += life.provisioned && life.phase == Life.Phase.BUSY ? 1 : 0;
        }
        return running;
    }

    boolean isUnused() {
        return waiting.isEmpty() && inUse.isEmpty() && wanted == 0;
    }
}
