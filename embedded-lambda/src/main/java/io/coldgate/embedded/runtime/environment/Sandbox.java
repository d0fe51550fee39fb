package io.coldgate.embedded.runtime.environment;

import io.coldgate.embedded.http.ConnectionLimits;
import io.coldgate.embedded.http.LoopbackServer;
import io.coldgate.embedded.http.ThreadWait;
import io.coldgate.embedded.runtime.host.Launcher;
import io.coldgate.embedded.runtime.host.ProcFs;
import io.coldgate.embedded.runtime.host.ProcessTree;
import io.coldgate.embedded.runtime.host.Watchdog;
import io.coldgate.embedded.runtime.log.FunctionLog;
import io.coldgate.embedded.runtime.protocol.RuntimeApi;
import io.coldgate.embedded.runtime.protocol.RuntimeState;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One process of an environment, from its preparation to its end, with the Runtime API that it talks to. */
final class Sandbox implements AutoCloseable {
    /**
     * The time that a runtime may take after SIGTERM when an internal extension asked for one
     * (aws-samples/graceful-shutdown).
     */
    private static final long TERMINATE_MILLIS = 500;

    /** The time that a runtime may go on after it reported a failed init, to write its last words and exit. */
    private static final long LAST_WORDS_MILLIS = 500;

    private final LoopbackServer server;
    private final RuntimeState state;
    private final Launcher launcher;
    private final Watchdog watchdog;
    private final long preparedNanos;
    private final ProcessTree tree;
    private long releaseNanos;
    private boolean released;

    private Sandbox(Plan plan, FunctionLog log, Watchdog watchdog) throws IOException {
        long begin = System.nanoTime();
        this.watchdog = watchdog;
        state = new RuntimeState(received -> mark(received, log), this::cpuTimes);
        server = LoopbackServer.start(
                0,
                "runtime-" + plan.spec().functionName(),
                ConnectionLimits.RUNTIME,
                new RuntimeApi(state, plan.spec()));
        try {
            launcher = Launcher.prepare(
                    plan.command(),
                    plan.variables().apply("127.0.0.1:" + server.port()),
                    plan.brand(),
                    plan.task(),
                    log.path());
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
        watchdog.add(launcher.pid());
        tree = new ProcessTree(launcher.pid(), plan.brand(), plan.task() + "\n" + plan.command());
        var unused = launcher.onExit().thenAccept(state::exited);
        preparedNanos = System.nanoTime() - begin;
    }

    /**
     * The plan that every process of an environment is made from.
     *
     * @param brand of the environment
     * @param variables the process's variables, by host and port of its Runtime API
     */
    record Plan(
            EnvironmentSpec spec,
            List<String> command,
            Path task,
            long brand,
            Function<String, Map<String, String>> variables) {}

    static Sandbox prepare(Plan plan, FunctionLog log, Watchdog watchdog) throws IOException {
        return new Sandbox(plan, log, watchdog);
    }

    /**
     * Runs on the thread that read the first {@code next}; the process waits for its answer and does nothing else. The
     * time was taken before, so that none of these readings is in it.
     */
    private RuntimeState.InitMark mark(long receivedNanos, FunctionLog log) {
        try {
            return new RuntimeState.InitMark(
                    receivedNanos, cpuTimes(), ThreadWait.sinceListening(), log.end(), tree.counts());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the process's CPU times since its release; null where the system does not tell. */
    private ProcFs.@Nullable CpuTimes cpuTimes() {
        return tree.cpuTimes(System.nanoTime() - releaseNanos);
    }

    /** Peak resident memory of the process and what came from it. */
    OptionalLong peakMemory() {
        return tree.peakMemory();
    }

    RuntimeState state() {
        return state;
    }

    long pid() {
        return launcher.pid();
    }

    /** Time that the preparation took. */
    long preparedNanos() {
        return preparedNanos;
    }

    boolean released() {
        return released;
    }

    /** Returns whether it can take an invocation. */
    boolean alive() {
        return launcher.isAlive() && state.exitCode() == null;
    }

    /** Starts the clock and the process. */
    void release() throws IOException {
        tree.release();
        released = true;
        releaseNanos = System.nanoTime();
        launcher.release();
    }

    long releaseNanos() {
        return releaseNanos;
    }

    /** Lets a runtime that reported a failed init end by itself, for a moment. */
    void awaitLastWords() throws InterruptedException {
        awaitExit(LAST_WORDS_MILLIS);
    }

    /** Returns whether its end takes a moment, because a SIGTERM comes first. */
    boolean endsSlowly() {
        return released && state.hasExtension() && alive();
    }

    /** Ends the process and all of its group. */
    @Override
    public void close() {
        if (endsSlowly()) {
            launcher.terminate();
            try {
                awaitExit(TERMINATE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        launcher.kill();
        watchdog.kill(launcher.pid());
        state.close();
        server.close();
    }

    private void awaitExit(long millis) throws InterruptedException {
        try {
            launcher.onExit().get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // It is killed then.
            return;
        }
    }
}
