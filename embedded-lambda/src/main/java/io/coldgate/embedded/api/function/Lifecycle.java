package io.coldgate.embedded.api.function;

import io.coldgate.embedded.runtime.Environments;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Carries creations and updates to their end in the background: prepares the new environments, waits for what is left of
 * the delay, lets {@code $LATEST} run what it shows, retires the old environments, and only then says it is done. So a
 * caller that waits for {@code Successful} measures a start that nothing of the update disturbs.
 */
public final class Lifecycle implements AutoCloseable {
    private final Environments environments;
    private final Behaviour behaviour;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();

    /**
     * How changes go.
     *
     * @param delayNanos how long the next one takes, unless it takes longer to prepare
     * @param initialises whether an environment is initialised before the next one is reported as done
     * @param outlives whether an environment outlives the next one
     */
    public record Behaviour(LongSupplier delayNanos, BooleanSupplier initialises, BooleanSupplier outlives) {
        /** Every change takes {@code nanos}, and is clean. */
        public static Behaviour plain(long nanos) {
            return new Behaviour(() -> nanos, () -> false, () -> false);
        }
    }

    /** Changes go as {@code behaviour} says. */
    public Lifecycle(Environments environments, Behaviour behaviour) {
        this.environments = environments;
        this.behaviour = behaviour;
    }

    /** Carries what is on its way to its end. */
    public void settle(LambdaFunction function) {
        List<FunctionVersion> pending = function.onTheWay();
        long end = System.nanoTime() + behaviour.delayNanos().getAsLong();
        start("settle-" + function.name(), () -> {
            try {
                for (FunctionVersion version : pending) {
                    prepareNow(function, version);
                }
                TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
                retire(function.swap(behaviour.outlives()));
                if (behaviour.initialises().getAsBoolean()) {
                    environments.initialise(function.spec(function.latest()));
                }
                function.settle();
            } catch (IOException | RuntimeException e) {
                function.fail("The environment could not be prepared: " + e.getMessage());
            }
        });
    }

    /** Prepares a version that is active already. */
    public void prepare(LambdaFunction function, FunctionVersion version) {
        start("prepare-" + function.name(), () -> {
            try {
                prepareNow(function, version);
            } catch (IOException e) {
                // Its first invocation prepares it again, and reports why it can't.
            }
        });
    }

    private void prepareNow(LambdaFunction function, FunctionVersion version) throws IOException {
        environments.prepare(function.spec(version));
        // Deleted while it was prepared: nothing else will retire it.
        if (!function.uses(version.environments())) {
            environments.retire(version.environments());
        }
    }

    /** Retires the environments. */
    public void retire(List<String> revisions) {
        revisions.forEach(environments::retire);
    }

    @FunctionalInterface
    private interface Task {
        void run() throws InterruptedException;
    }

    private void start(String name, Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } finally {
                        running.remove(Thread.currentThread());
                    }
                },
                name);
        thread.setDaemon(true);
        running.add(thread);
        thread.start();
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        running.forEach(Thread::interrupt);
    }
}
