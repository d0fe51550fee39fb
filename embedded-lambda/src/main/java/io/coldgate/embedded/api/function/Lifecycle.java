package io.coldgate.embedded.api.function;

import io.coldgate.embedded.api.function.ProvisionedConfig.Status;
import io.coldgate.embedded.runtime.environment.Environments;
import io.coldgate.embedded.runtime.environment.InitOutcome;
import io.coldgate.embedded.runtime.language.RuntimeUnavailableException;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.embedded.runtime.spec.InitializationType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Completes creations and updates in the background: prepares the new environments, waits for the rest of the delay,
 * makes {@code $LATEST} run the configuration that it shows, retires the old environments, and only then reports
 * success. A caller that waits for {@code Successful} therefore measures a start that the update does not disturb.
 */
public final class Lifecycle implements Changes, AutoCloseable {
    /** AWS gives up after this many failed inits (recorded: lambda-facts 1.6). */
    private static final int INIT_ATTEMPTS = 6;

    private final Environments environments;
    private final Behaviour behaviour;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();

    /**
     * The behaviour of changes.
     *
     * @param delayNanos supplies how long the next change takes, unless its preparation takes longer
     * @param initialises whether an environment is initialised before the next change is reported as done
     * @param outlives whether an environment outlives the next change
     */
    public record Behaviour(LongSupplier delayNanos, BooleanSupplier initialises, BooleanSupplier outlives) {
        /**
         * Returns the behaviour in which every change takes {@code nanos}, initialises no environment, and is not
         * outlived by one.
         */
        public static Behaviour plain(long nanos) {
            return new Behaviour(() -> nanos, () -> false, () -> false);
        }
    }

    /** Makes changes with the given behaviour. */
    public Lifecycle(Environments environments, Behaviour behaviour) {
        this.environments = environments;
        this.behaviour = behaviour;
    }

    /** Completes the creation or update that is in progress. */
    @Override
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
                function.settle().forEach(version -> snapshot(function, version));
            } catch (IOException | RuntimeException e) {
                function.fail("The environment could not be prepared: " + e.getMessage());
            }
        });
    }

    /** Prepares a version that is already active. */
    @Override
    public void prepare(LambdaFunction function, FunctionVersion version) {
        start("prepare-" + function.name(), () -> {
            try {
                prepareNow(function, version);
            } catch (IOException e) {
                // Its first invocation prepares it again, and reports the reason of the failure.
            }
        });
    }

    /**
     * Creates the substitute for the snapshot of a published version. As on AWS, the init runs now, and the version
     * becomes active only if it succeeds; the environment that ran it serves no invocation.
     */
    @Override
    public void snapshot(LambdaFunction function, FunctionVersion version) {
        long end = System.nanoTime() + behaviour.delayNanos().getAsLong();
        start("snapshot-" + function.name(), () -> {
            String failure;
            try {
                failure = rehearse(function.spec(version));
                prepareNow(function, version);
                TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
            } catch (IOException | RuntimeException e) {
                failure = "The environment could not be prepared: " + e.getMessage();
            }
            function.arrive(version, failure);
        });
    }

    /** Runs the init once; returns why the snapshot cannot be made, or null. */
    private @Nullable String rehearse(EnvironmentSpec spec) throws IOException, InterruptedException {
        try {
            return environments.rehearse(spec) instanceof InitOutcome.Failed failed
                    ? "The function's init failed: " + failed.reason()
                    : null;
        } catch (RuntimeUnavailableException e) {
            return e.getMessage();
        }
    }

    /** Starts the environments that a version was provisioned with, one after the other. */
    @Override
    public void provision(
            LambdaFunction function, FunctionVersion version, String qualifier, ProvisionedConfig config) {
        EnvironmentSpec spec = function.spec(version).with(InitializationType.PROVISIONED);
        long end = System.nanoTime() + behaviour.delayNanos().getAsLong();
        start("provision-" + function.name(), () -> {
            int available = 0;
            int failures = 0;
            boolean current = true;
            while (current && available != config.requested() && failures < INIT_ATTEMPTS) {
                int before = available;
                available = provisionOne(spec, config.requested(), available);
                failures += available == before ? 1 : 0;
                current = function.options().provisioned(qualifier, config, available, Status.IN_PROGRESS);
            }
            TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
            Status status = available == config.requested() ? Status.READY : Status.FAILED;
            function.options().provisioned(qualifier, config, available, status);
            retireUnused(function, version);
        });
    }

    private int provisionOne(EnvironmentSpec spec, int requested, int available) throws InterruptedException {
        try {
            return environments.provision(spec, requested);
        } catch (IOException | RuntimeException e) {
            return available;
        }
    }

    /** Ends the environments that a version was provisioned with. */
    @Override
    public void unprovision(LambdaFunction function, FunctionVersion version) {
        EnvironmentSpec spec = function.spec(version).with(InitializationType.PROVISIONED);
        start("unprovision-" + function.name(), () -> {
            try {
                environments.provision(spec, 0);
            } catch (IOException e) {
                // If nothing is started, nothing can fail.
                throw new UncheckedIOException(e);
            }
        });
    }

    private void prepareNow(LambdaFunction function, FunctionVersion version) throws IOException {
        environments.prepare(function.spec(version));
        retireUnused(function, version);
    }

    // The function was deleted while the environment was made: nothing else will retire it.
    private void retireUnused(LambdaFunction function, FunctionVersion version) {
        if (!function.uses(version.environments())) {
            environments.retire(version.environments());
        }
    }

    /** Retires the environments. */
    @Override
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

    /** Stops the changes that are under way. */
    @Override
    public void close() {
        running.forEach(Thread::interrupt);
    }
}
