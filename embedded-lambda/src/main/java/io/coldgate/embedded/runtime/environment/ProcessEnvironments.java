package io.coldgate.embedded.runtime.environment;

import io.coldgate.embedded.runtime.code.InvalidArchiveException;
import io.coldgate.embedded.runtime.code.StoredCode;
import io.coldgate.embedded.runtime.code.UnpackedCode;
import io.coldgate.embedded.runtime.container.ContainerException;
import io.coldgate.embedded.runtime.container.Containers;
import io.coldgate.embedded.runtime.host.Watchdog;
import io.coldgate.embedded.runtime.host.WorkFolder;
import io.coldgate.embedded.runtime.language.RuntimeUnavailableException;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.embedded.runtime.spec.InvocationRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** Environments that are processes of this machine. */
public final class ProcessEnvironments implements Environments {
    private final EnvironmentSettings settings;
    private final Path workFolder;
    private final Watchdog watchdog;
    private final UnpackedCode code;
    private final Containers containers;
    private final Lives<Environment> lives;
    private final Housekeeping housekeeping;
    private final AtomicBoolean closed = new AtomicBoolean();

    private ProcessEnvironments(EnvironmentSettings settings, String marker) throws IOException {
        this.settings = settings;
        WorkFolder.removeStale(settings.workParent());
        workFolder = WorkFolder.create(settings.workParent(), marker);
        containers = new Containers(workFolder);
        watchdog = Watchdog.start(marker, workFolder);
        EnvironmentMaker maker;
        try {
            code = new UnpackedCode(workFolder);
            maker = new EnvironmentMaker(settings, code, containers, watchdog, workFolder, marker);
        } catch (IOException | RuntimeException e) {
            watchdog.close();
            throw e;
        }
        housekeeping = new Housekeeping(marker, workFolder, this::reap);
        lives = new Lives<>(settings.maxEnvironments(), bodies(maker, housekeeping), settings.clock());
    }

    private static Lives.Bodies<Environment> bodies(EnvironmentMaker maker, Housekeeping housekeeping) {
        return new Lives.Bodies<>() {
            @Override
            public Environment make(EnvironmentSpec spec) throws RuntimeUnavailableException, IOException {
                return maker.make(spec);
            }

            @Override
            public InitOutcome initialise(Environment environment) throws IOException, InterruptedException {
                return environment.initialise();
            }

            @Override
            public boolean isFree(Environment environment) {
                return environment.isFree();
            }

            @Override
            public void end(Environment environment) {
                housekeeping.discard(environment);
            }
        };
    }

    /** Starts with the default settings. */
    public static ProcessEnvironments start() throws IOException {
        return start(EnvironmentSettings.defaults());
    }

    /** Starts: creates the work folder and the watchdog, and removes the remains of killed servers. */
    public static ProcessEnvironments start(EnvironmentSettings settings) throws IOException {
        return new ProcessEnvironments(settings, "coldgate-" + UUID.randomUUID());
    }

    @Override
    public StoredCode store(byte[] zip) throws InvalidArchiveException, IOException {
        return code.store(zip);
    }

    @Override
    public StoredCode find(String image) throws ContainerException {
        return new StoredCode(containers.find(image));
    }

    @Override
    public void prepare(EnvironmentSpec spec) throws IOException {
        try {
            lives.prepare(spec);
        } catch (RuntimeUnavailableException e) {
            // The error is the function's own or this machine's: it is reported when the function is invoked.
            return;
        }
    }

    @Override
    public boolean initialise(EnvironmentSpec spec) throws IOException, InterruptedException {
        return lives.initialise(spec);
    }

    @Override
    public InitOutcome rehearse(EnvironmentSpec spec)
            throws RuntimeUnavailableException, IOException, InterruptedException {
        return lives.rehearse(spec);
    }

    @Override
    public int provision(EnvironmentSpec spec, int count) throws IOException, InterruptedException {
        try {
            return lives.provision(spec, count);
        } catch (RuntimeUnavailableException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public InvocationResult invoke(EnvironmentSpec spec, InvocationRequest request)
            throws RuntimeUnavailableException, IOException, InterruptedException {
        return lives.use(spec, environment -> environment.invoke(request));
    }

    @Override
    public void retire(String revision) {
        lives.retire(revision);
    }

    /** Ends the environments that were idle for too long. */
    public void reap() {
        lives.reap(settings.idleLimit().toNanos()).forEach(Environment::trimLog);
    }

    /** Returns the number of environments that exist or are being made. */
    int count() {
        return lives.count();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            lives.close().forEach(Environment::close);
            housekeeping.close();
            watchdog.close();
        }
    }

    /** Returns the work folder; for tests. */
    Path workFolder() {
        return workFolder;
    }
}
