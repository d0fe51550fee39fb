package io.coldgate.embedded.runtime.environment;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The environments of one revision, as the {@link Fleet} knows them. Its lock guards all of it.
 *
 * @param <E> what an environment is here
 */
final class RevisionGroup<E> {
    /** Idle ones, the one used last first, then prepared ones. */
    final Deque<Life<E>> waiting = new ArrayDeque<>();

    /** Environments that somebody makes, starts or uses. */
    final Set<Life<E>> inUse = new LinkedHashSet<>();

    /** Number of provisioned ones that are asked for. */
    int wanted;

    /** Provisioned ones whose init is over. */
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
