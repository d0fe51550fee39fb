package io.coldgate.embedded.runtime.environment;

import io.coldgate.embedded.http.ConnectionLimits;
import io.coldgate.embedded.http.LoopbackServer;
import io.coldgate.embedded.http.ThreadWait;
import io.coldgate.embedded.runtime.container.ContainerLauncher;
import io.coldgate.embedded.runtime.container.ContainerRun;
import io.coldgate.embedded.runtime.host.HeldProcess;
import io.coldgate.embedded.runtime.host.Launcher;
import io.coldgate.embedded.runtime.host.ProcFs;
import io.coldgate.embedded.runtime.host.ProcessTree;
import io.coldgate.embedded.runtime.host.Watchdog;
import io.coldgate.embedded.runtime.log.FunctionLog;
import io.coldgate.embedded.runtime.protocol.ExtensionFailure;
import io.coldgate.embedded.runtime.protocol.InitMark;
import io.coldgate.embedded.runtime.protocol.RuntimeApi;
import io.coldgate.embedded.runtime.protocol.RuntimeState;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One process of an environment, from its preparation to its end, with the Runtime API that it uses. */
final class Sandbox implements AutoCloseable {
    /**
     * The time that a runtime may take after SIGTERM if an internal extension registered
     * (aws-samples/graceful-shutdown).
     */
    private static final long TERMINATE_MILLIS = 500;

    /** The time for which a runtime may continue after it reported a failed init, to write its last output and exit. */
    private static final long LAST_WORDS_MILLIS = 500;

    /** The same as TERMINATE_MILLIS if there are external extensions, which get the rest of the shutdown's time. */
    private static final long TERMINATE_BESIDE_EXTENSIONS_MILLIS = 300;

    /** The time of a whole shutdown (AWS's developer guide, "Lambda execution environment lifecycle"). */
    private static final long SHUTDOWN_MILLIS = 2000;

    private final LoopbackServer server;
    private final RuntimeState state;
    private final HeldProcess launcher;
    private final Watchdog watchdog;
    private final long preparedNanos;
    private final ProcessTree tree;
    private final Map<String, HeldProcess> extensions = new LinkedHashMap<>();
    private final AtomicBoolean runtimeReleased = new AtomicBoolean();
    private long releaseNanos;
    private boolean released;

    private Sandbox(Plan plan, FunctionLog log, Watchdog watchdog) throws IOException {
        long begin = System.nanoTime();
        this.watchdog = watchdog;
        state = new RuntimeState(
                received -> mark(received, log),
                this::cpuTimes,
                plan.extensions().keySet());
        server = LoopbackServer.start(
                0,
                "runtime-" + plan.spec().functionName(),
                ConnectionLimits.RUNTIME,
                new RuntimeApi(state, plan.spec(), this::releaseRuntime));
        try {
            launcher = prepare(plan, plan.command(), plan.task(), log);
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
        try {
            for (var extension : plan.extensions().entrySet()) {
                extensions.put(extension.getKey(), prepare(plan, List.of(extension.getValue()), Path.of("/"), log));
            }
        } catch (IOException | RuntimeException e) {
            // The watchdog does not know any of them yet.
            launcher.kill();
            extensions.values().forEach(HeldProcess::kill);
            server.close();
            throw e;
        }
        watchdog.add(launcher.pid());
        extensions.values().forEach(one -> watchdog.add(one.pid()));
        tree = new ProcessTree(
                launcher.pid(),
                plan.brand(),
                plan.task() + "\n" + plan.command(),
                extensions.values().stream().map(HeldProcess::pid).toList());
        if (plan.container() == null) {
            tree.readAhead();
        }
        var unused = launcher.onExit().thenAccept(state::exited);
        extensions.forEach((name, one) -> {
            var ignored = one.onExit().thenAccept(code -> state.extensionExited(name, code));
        });
        preparedNanos = System.nanoTime() - begin;
    }

    private HeldProcess prepare(Plan plan, List<String> command, Path folder, FunctionLog log) throws IOException {
        if (plan.container() != null) {
            return ContainerLauncher.prepare(
                    plan.container(), plan.variables().apply("127.0.0.1:" + server.port()), plan.brand(), log.path());
        }
        return Launcher.prepare(
                command,
                plan.variables().apply("127.0.0.1:" + server.port()),
                plan.brand(),
                folder,
                log.path(),
                plan.opt());
    }

    /**
     * The plan for every process of an environment.
     *
     * @param brand the brand of the environment
     * @param variables the process's variables, by host and port of its Runtime API
     * @param opt the folder at the processes' {@code /opt}; null for this machine's own
     * @param extensions external extensions: path by name
     * @param container the container in which it runs, with an image's own command; null for a process of this machine
     */
    record Plan(
            EnvironmentSpec spec,
            List<String> command,
            Path task,
            long brand,
            Function<String, Map<String, String>> variables,
            @Nullable Path opt,
            Map<String, String> extensions,
            @Nullable ContainerRun container) {}

    static Sandbox prepare(Plan plan, FunctionLog log, Watchdog watchdog) throws IOException {
        return new Sandbox(plan, log, watchdog);
    }

    /**
     * Runs on the thread that read the first {@code next}; the process waits for its answer and does nothing else. The
     * time was taken before, so it does not include these readings.
     */
    private InitMark mark(long receivedNanos, FunctionLog log) {
        try {
            return new InitMark(receivedNanos, cpuTimes(), ThreadWait.sinceListening(), log.end(), tree.counts());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the process's CPU times since its release; null if the system does not provide them. */
    private ProcFs.@Nullable CpuTimes cpuTimes() {
        return tree.cpuTimes(System.nanoTime() - releaseNanos);
    }

    /** Returns the peak resident memory of the process and its descendants. */
    OptionalLong peakMemory() {
        return tree.peakMemory();
    }

    RuntimeState state() {
        return state;
    }

    long pid() {
        return launcher.pid();
    }

    /** Returns the time that the preparation took. */
    long preparedNanos() {
        return preparedNanos;
    }

    boolean released() {
        return released;
    }

    /** Returns whether it can take an invocation. */
    boolean alive() {
        return launcher.isAlive() && state.exitCode() == null && state.extensionFailure() == null && !state.isOverdue();
    }

    /**
     * Starts the clock and the process; if there are external extensions, they are started first, and the runtime after
     * them.
     */
    void release() throws IOException {
        tree.release();
        released = true;
        releaseNanos = System.nanoTime();
        if (extensions.isEmpty()) {
            launcher.release();
            return;
        }
        for (HeldProcess extension : extensions.values()) {
            extension.release();
        }
    }

    /**
     * Starts the runtime once all external extensions have registered; later calls, for internal extensions, do
     * nothing.
     */
    private void releaseRuntime() {
        if (extensions.isEmpty() || !runtimeReleased.compareAndSet(false, true)) {
            return;
        }
        try {
            launcher.release();
        } catch (IOException e) {
            // The process has ended, which is already known.
            System.getLogger(Sandbox.class.getName()).log(System.Logger.Level.DEBUG, "release", e);
        }
    }

    long releaseNanos() {
        return releaseNanos;
    }

    /** Gives a runtime that reported a failed init a moment to end by itself. */
    void awaitLastWords() throws InterruptedException {
        awaitExit(launcher, LAST_WORDS_MILLIS);
    }

    /**
     * Gives an extension that reported its failure a moment to end by itself, so that its last output is in the log.
     */
    void awaitExtensionsLastWords() throws InterruptedException {
        ExtensionFailure failure = state.extensionFailure();
        HeldProcess extension = failure == null ? null : extensions.get(failure.name());
        if (extension != null) {
            awaitExit(extension, LAST_WORDS_MILLIS);
        }
    }

    /** Returns whether its end takes a moment, because a SIGTERM comes first. */
    boolean endsSlowly() {
        return released && state.hasExtension() && (launcher.isAlive() || !extensions.isEmpty());
    }

    /** Ends it because it is no longer needed. */
    @Override
    public void close() {
        close("spindown");
    }

    /**
     * Ends the process, its extensions and all of their process groups.
     *
     * @param reason the reason that extensions are told: {@code spindown}, {@code timeout} or {@code failure}
     */
    void close(String reason) {
        if (endsSlowly()) {
            try {
                shutDown(reason);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        launcher.kill();
        watchdog.kill(launcher.pid());
        for (HeldProcess extension : extensions.values()) {
            extension.kill();
            watchdog.kill(extension.pid());
        }
        state.close();
        server.close();
    }

    /** Ends the runtime first, then the extensions, all within {@link #SHUTDOWN_MILLIS}. */
    private void shutDown(String reason) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SHUTDOWN_MILLIS);
        long endMillis = System.currentTimeMillis() + SHUTDOWN_MILLIS;
        if (launcher.isAlive()) {
            launcher.terminate();
            awaitExit(launcher, extensions.isEmpty() ? TERMINATE_MILLIS : TERMINATE_BESIDE_EXTENSIONS_MILLIS);
        }
        if (extensions.isEmpty()) {
            return;
        }
        launcher.kill();
        state.shutDownExtensions(reason, endMillis);
        for (HeldProcess extension : extensions.values()) {
            awaitExit(extension, Math.max(0, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
        }
    }

    private static void awaitExit(HeldProcess process, long millis) throws InterruptedException {
        try {
            process.onExit().get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // The caller kills it instead.
            return;
        }
    }
}
