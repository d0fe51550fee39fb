package io.coldgate.embedded.runtime.environment;

import org.jspecify.annotations.Nullable;

/**
 * One environment's life, as the {@link Fleet} knows it. The fleet's lock guards all of it.
 *
 * @param <E> the type of an environment
 */
final class Life<E> {
    final RevisionGroup<E> group;
    final boolean provisioned;
    Phase phase;

    @Nullable
    E environment;

    long idleSinceNanos;

    /** The phase that an environment is in. */
    enum Phase {
        /** Its sandbox is being made. */
        MAKING,
        /** It waits to be started. */
        PREPARED,
        /** Its init runs without an invocation: ending it does no harm. */
        STARTING,
        /** It waits for an invocation. */
        IDLE,
        /** It serves an invocation. */
        BUSY,
        /** It is made for, or serves, the last invocation of its life. */
        RETIRED,
        /** It no longer belongs to the fleet. */
        GONE
    }

    Life(RevisionGroup<E> group, boolean provisioned, Phase phase) {
        this.group = group;
        this.provisioned = provisioned;
        this.phase = phase;
    }

    /** Returns the environment, once it was made. */
    E environment() {
        E arrived = environment;
        if (arrived == null) {
            throw new IllegalStateException("not made yet");
        }
        return arrived;
    }
}
