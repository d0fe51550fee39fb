package io.coldgate.embedded.runtime.container;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A service that runs in a container of this process, with its port published to this machine. */
public final class ServiceContainer implements AutoCloseable {
    private static final int ASK_EVERY_MILLIS = 100;
    private static final int ANSWER_MILLIS = 2000;
    private static final int OK = 200;

    private final ContainerEngine engine;
    private final ServiceRun run;
    private final String id;
    private final URI endpoint;

    private ServiceContainer(ContainerEngine engine, ServiceRun run, String id, URI endpoint) {
        this.engine = engine;
        this.run = run;
        this.id = id;
        this.endpoint = endpoint;
    }

    /**
     * Removes the containers that killed processes left behind, starts the service, and waits until it is ready. Its
     * image must be on this machine: {@link ContainerEngine#pullMissing}.
     *
     * @throws ContainerException if it does not become ready, with a message of one line; nothing is left behind
     */
    public static ServiceContainer start(ContainerEngine engine, ServiceRun run) throws ContainerException {
        engine.remove(engine.orphans());
        EngineAddress address = engine.address();
        try (StartGuard guard = new StartGuard()) {
            ServiceContainer started = null;
            try {
                ServiceContainer container = make(engine, run, address);
                container.awaitReady(guard);
                started = container;
                return container;
            } finally {
                if (started == null) {
                    remove(engine, run.name());
                }
            }
        }
    }

    private static ServiceContainer make(ContainerEngine engine, ServiceRun run, EngineAddress address)
            throws ContainerException {
        EngineCall made = engine.call(run.words(address), run.variables(), EngineCall.LIMIT_SECONDS);
        if (made.failed()) {
            throw new ContainerException(run.image() + " does not start: " + made.last());
        }
        return new ServiceContainer(engine, run, EngineCall.lastLine(made.out()), endpoint(engine, run, address));
    }

    private static ContainerException interrupted(ServiceRun run) {
        return new ContainerException(run.image() + " was interrupted while it started");
    }

    /** Returns the address of the published port; a container that has ended has none. */
    private static URI endpoint(ContainerEngine engine, ServiceRun run, EngineAddress address)
            throws ContainerException {
        EngineCall port = engine.call(List.of("port", run.name(), run.port() + "/tcp"));
        String published = port.out().lines().findFirst().orElse("");
        String number = published.substring(published.lastIndexOf(':') + 1);
        if (port.failed() || !number.matches("\\d{1,5}")) {
            throw ended(engine, run);
        }
        return URI.create("http://" + address.host() + ":" + number);
    }

    private void awaitReady(StartGuard guard) throws ContainerException {
        long limit = System.nanoTime() + run.readyWithin().toNanos();
        Process end = null;
        try {
            end = engine.waiting(run.name());
            while (!answers(endpoint.resolve(run.health()))) {
                if (end.waitFor(ASK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw ended(engine, run);
                }
                if (guard.ending()) {
                    throw interrupted(run);
                }
                if (System.nanoTime() - limit > 0) {
                    throw new ContainerException(run.image() + " is not ready within "
                            + run.readyWithin().toSeconds() + " s: " + endpoint + run.health() + " does not answer"
                            + lastWords(engine, run));
                }
            }
            // The end of this process may have begun while the service answered.
            if (guard.ending()) {
                throw interrupted(run);
            }
        } catch (IOException e) {
            throw new ContainerException(engine.program() + " cannot be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(run);
        } finally {
            if (end != null) {
                end.destroyForcibly();
            }
        }
    }

    private static boolean answers(URI health) {
        try {
            var connection = (HttpURLConnection) health.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(ANSWER_MILLIS);
            connection.setReadTimeout(ANSWER_MILLIS);
            try {
                return connection.getResponseCode() == OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }

    private static ContainerException ended(ContainerEngine engine, ServiceRun run) {
        return new ContainerException(run.image() + " does not start: it ended" + lastWords(engine, run));
    }

    private static String lastWords(ContainerEngine engine, ServiceRun run) {
        String line = engine.lastLineOf(run.name());
        return line.isEmpty() ? "" : "; its last line was: " + line;
    }

    /** Returns its address. */
    public URI endpoint() {
        return endpoint;
    }

    /**
     * Returns the ids of the running containers that it created, if it gave them the {@link ContainerEngine#labels}.
     *
     * @throws ContainerException if the engine cannot list them
     */
    public Set<String> made() throws ContainerException {
        Set<String> ids = new HashSet<>(engine.runningOf(run.name()));
        ids.remove(id);
        return ids;
    }

    /** Returns the value of a label of its image, empty for none. */
    public String label(String name) throws ContainerException {
        EngineCall call = engine.call(
                List.of("container", "inspect", "--format", "{{index .Config.Labels \"" + name + "\"}}", run.name()));
        if (call.failed()) {
            throw new ContainerException("the container of " + run.image() + " cannot be inspected: " + call.last());
        }
        return call.out();
    }

    /** Ends and removes it, with the containers that it created. */
    @Override
    public void close() {
        remove(engine, run.name());
    }

    private static void remove(ContainerEngine engine, String name) {
        // A user who interrupts a run still wants nothing to be left behind.
        boolean interrupted = Thread.interrupted();
        try {
            engine.removeService(name);
        } catch (ContainerException e) {
            System.getLogger(ServiceContainer.class.getName())
                    .log(Level.WARNING, "container " + name + " may be left: " + e.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
