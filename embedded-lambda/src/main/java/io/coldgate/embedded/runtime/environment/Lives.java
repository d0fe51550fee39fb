package io.coldgate.embedded.runtime.environment;

import io.coldgate.embedded.runtime.language.RuntimeUnavailableException;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The lives of environments. The {@link Fleet} decides; every operation that makes, starts, uses or ends an environment
 * goes through this class, so that every environment always has an owner.
 *
 * @param <E> the type of an environment; processes of this machine, or a test's
 */
final class Lives<E> {
    private final Fleet<E> fleet;
    private final Bodies<E> bodies;
    private final LongSupplier clock;

    /** The operations on the actual environments. */
    interface Bodies<E> {
        /** Makes an environment with a process that only has to be released. */
        E make(EnvironmentSpec spec) throws RuntimeUnavailableException, IOException;

        /** Starts an environment and waits until its init is over; returns soon if it is ended meanwhile. */
        InitOutcome initialise(E environment) throws IOException, InterruptedException;

        /**
         * Returns whether a waiting environment can take an event now: its extensions may still be working on the last
         * one.
         */
        default boolean isFree(E environment) {
            return true;
        }

        /** Ends an environment; called once for each that was made, perhaps while another thread uses it. */
        void end(E environment);
    }

    /** One use of an environment. */
    interface Use<E, R> {
        R with(E environment) throws IOException, InterruptedException;
    }

    /** Makes an empty fleet that never has more than {@code most} environments. */
    Lives(int most, Bodies<E> bodies, LongSupplier clock) {
        this.fleet = new Fleet<>(most);
        this.bodies = bodies;
        this.clock = clock;
    }

    /** Makes a waiting environment, unless there is one. */
    void prepare(EnvironmentSpec spec) throws RuntimeUnavailableException, IOException {
        Life<E> life = fleet.openAhead(spec.revision(), true);
        if (life != null) {
            make(life, spec, Life.Phase.PREPARED);
        }
    }

    /** Starts a waiting environment; the outcome shows when it is used. */
    boolean initialise(EnvironmentSpec spec) throws IOException, InterruptedException {
        Life<E> life = fleet.takePrepared(spec.revision());
        if (life == null) {
            return false;
        }
        boolean whole = false;
        try {
            boolean initialised = bodies.initialise(life.environment()) instanceof InitOutcome.Initialised;
            whole = true;
            return initialised;
        } finally {
            release(life, whole);
        }
    }

    /** Makes, starts and ends an environment that is never available to invocations. */
    InitOutcome rehearse(EnvironmentSpec spec) throws RuntimeUnavailableException, IOException, InterruptedException {
        Life<E> life = fleet.openAhead(spec.revision(), false);
        if (life == null || !make(life, spec, Life.Phase.STARTING)) {
            return new InitOutcome.Failed("the version was deleted");
        }
        try {
            return bodies.initialise(life.environment());
        } finally {
            release(life, false);
        }
    }

    /** Takes one step towards that number of provisioned environments; returns how many there are. */
    int provision(EnvironmentSpec spec, int count)
            throws RuntimeUnavailableException, IOException, InterruptedException {
        Fleet.Step<E> step = fleet.provision(spec.revision(), count);
        step.surplus().forEach(bodies::end);
        Life<E> life = step.next();
        if (life == null || !make(life, spec, Life.Phase.STARTING)) {
            return step.running();
        }
        boolean initialised = false;
        try {
            initialised = bodies.initialise(life.environment()) instanceof InitOutcome.Initialised;
        } finally {
            release(life, initialised);
        }
        return step.running() + (initialised ? 1 : 0);
    }

    /** Uses a waiting environment, or else a new one. */
    <R> R use(EnvironmentSpec spec, Use<E, R> use)
            throws RuntimeUnavailableException, IOException, InterruptedException {
        Life<E> life = fleet.take(spec.revision(), bodies::isFree);
        if (life == null) {
            life = fleet.open(spec.revision());
            if (!make(life, spec, Life.Phase.BUSY)) {
                throw new IOException("the server is closed");
            }
        }
        boolean whole = false;
        try {
            R result = use.with(life.environment());
            whole = true;
            return result;
        } finally {
            release(life, whole);
        }
    }

    /** Makes the environment of a life; false when its life ended before it was made. */
    private boolean make(Life<E> life, EnvironmentSpec spec, Life.Phase next)
            throws RuntimeUnavailableException, IOException {
        @Nullable E environment = null;
        try {
            environment = bodies.make(spec);
        } finally {
            if (environment == null) {
                fleet.failed(life);
            }
        }
        if (fleet.made(life, environment, next, clock.getAsLong())) {
            return true;
        }
        bodies.end(environment);
        return false;
    }

    private void release(Life<E> life, boolean whole) {
        if (fleet.release(life, whole, clock.getAsLong())) {
            bodies.end(life.environment());
        }
    }

    /** Ends a revision permanently. */
    void retire(String revision) {
        fleet.retire(revision).forEach(bodies::end);
    }

    /** Ends the environments that were idle for that long; returns those that continue to wait. */
    List<E> reap(long limitNanos) {
        Fleet.Reaped<E> reaped = fleet.reap(clock.getAsLong(), limitNanos);
        reaped.old().forEach(bodies::end);
        return reaped.kept();
    }

    /** Closes the fleet, so that no more environments are made, and returns all that existed, for the caller to end. */
    List<E> close() {
        return fleet.close();
    }

    /** Returns the number of environments that exist or are being made. */
    int count() {
        return fleet.count();
    }
}
