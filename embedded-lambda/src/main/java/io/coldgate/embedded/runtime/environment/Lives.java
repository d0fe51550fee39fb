package io.coldgate.embedded.runtime.environment;

import io.coldgate.embedded.runtime.language.RuntimeUnavailableException;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The lives of environments. The {@link Fleet} decides; every operation that makes, starts, uses or ends an environment
 * goes through here, so that none is ever without an owner.
 *
 * @param <E> what an environment is here; processes of this machine, or a test's
 */
final class Lives<E> {
    private final Fleet<E> fleet;
    private final Bodies<E> bodies;
    private final LongSupplier clock;

    /** The bodies that environments really have. */
    interface Bodies<E> {
        /** Makes one with a process that only has to be released. */
        E make(EnvironmentSpec spec) throws RuntimeUnavailableException, IOException;

        /** Starts it and waits until its init is over; returns soon when it is ended meanwhile. */
        InitOutcome initialise(E environment) throws IOException, InterruptedException;

        /** Returns whether one that waits can take an event now: its extensions may still work for the last. */
        default boolean isFree(E environment) {
            return true;
        }

        /** Ends it; called once for each that was made, perhaps while another thread uses it. */
        void end(E environment);
    }

    /** One use of an environment. */
    interface Use<E, R> {
        R with(E environment) throws IOException, InterruptedException;
    }

    /** Makes a fleet that is empty, and never has more than {@code most}. */
    Lives(int most, Bodies<E> bodies, LongSupplier clock) {
        this.fleet = new Fleet<>(most);
        this.bodies = bodies;
        this.clock = clock;
    }

    /** Makes one that waits, unless there is one. */
    void prepare(EnvironmentSpec spec) throws RuntimeUnavailableException, IOException {
        Life<E> life = fleet.openAhead(spec.revision(), true);
        if (life != null) {
            make(life, spec, Life.Phase.PREPARED);
        }
    }

    /** Starts one that waits; what comes of it shows when it is used. */
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

    /** Makes, starts and ends one that nobody else can get hold of. */
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

    /** Takes one step towards so many provisioned ones; returns how many there are. */
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

    /** Uses one that waits, else a new one. */
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

    /** False when its time was over before it was made. */
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

    /** Ends a revision for good. */
    void retire(String revision) {
        fleet.retire(revision).forEach(bodies::end);
    }

    /** Ends what was idle for that long; returns what waits on. */
    List<E> reap(long limitNanos) {
        Fleet.Reaped<E> reaped = fleet.reap(clock.getAsLong(), limitNanos);
        reaped.old().forEach(bodies::end);
        return reaped.kept();
    }

    /** Closes the fleet, so that nothing is made any more, and returns all that were there, for the caller to end. */
    List<E> close() {
        return fleet.close();
    }

    /** Number of environments that are there or on their way. */
    int count() {
        return fleet.count();
    }
}
