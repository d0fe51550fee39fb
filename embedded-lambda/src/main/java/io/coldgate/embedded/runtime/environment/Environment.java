package io.coldgate.embedded.runtime.environment;

import io.coldgate.embedded.runtime.host.Watchdog;
import io.coldgate.embedded.runtime.language.EntrypointException;
import io.coldgate.embedded.runtime.log.FunctionLog;
import io.coldgate.embedded.runtime.log.InvocationLog;
import io.coldgate.embedded.runtime.log.PlatformLog;
import io.coldgate.embedded.runtime.protocol.RuntimeOutcome;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.embedded.runtime.spec.InitializationType;
import io.coldgate.embedded.runtime.spec.InvocationRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One execution environment: a log stream and the processes that serve it, one after the other. Serves one invocation
 * at a time. After a timeout or an exit, the same environment continues with a new process, as on Lambda: that start is
 * part of the next invocation and shows no Init Duration.
 */
final class Environment implements AutoCloseable {
    /** Between invocations the log is emptied above this size, because it is not read again. */
    private static final long KEPT_LOG_BYTES = 1 << 20;

    private static final String ENDED = "the environment was ended";

    private final EnvironmentSpec spec;
    private final String logStream;
    private final String id;
    private final Path folder;
    private final FunctionLog log;
    private final PlatformLog lines;
    private final Sandbox.@Nullable Plan plan;
    private final @Nullable EntrypointException fault;
    private final Watchdog watchdog;
    private final InitLimit initLimit;
    private final long unpackNanos;
    private volatile @Nullable Sandbox sandbox;
    private boolean used;
    private boolean closed;

    /** The parts of an environment; see {@link EnvironmentMaker}. */
    record Parts(
            EnvironmentSpec spec,
            String id,
            String logStream,
            Path folder,
            FunctionLog log,
            Sandbox.@Nullable Plan plan,
            @Nullable EntrypointException fault,
            Watchdog watchdog,
            InitLimit initLimit,
            long unpackNanos) {}

    /** Also prepares the first process, unless the package cannot be started. */
    Environment(Parts parts) throws IOException {
        spec = parts.spec();
        id = parts.id();
        logStream = parts.logStream();
        folder = parts.folder();
        log = parts.log();
        plan = parts.plan();
        fault = parts.fault();
        watchdog = parts.watchdog();
        initLimit = parts.initLimit();
        unpackNanos = parts.unpackNanos();
        lines = PlatformLog.of(spec);
        if (plan != null) {
            sandbox = Sandbox.prepare(plan, log, watchdog);
        }
    }

    /** Returns 32 hexadecimal digits that are in the environment variables of each of its processes. */
    String id() {
        return id;
    }

    String logStream() {
        return logStream;
    }

    Path folder() {
        return folder;
    }

    EnvironmentSpec spec() {
        return spec;
    }

    /** Returns whether it is kept regardless of how long it is idle. */
    boolean isProvisioned() {
        return spec.initialization() == InitializationType.PROVISIONED;
    }

    long unpackNanos() {
        return unpackNanos;
    }

    /** Bounds the log of an idle environment, whose process may continue to write. */
    void trimLog() {
        try {
            log.trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts the prepared process, if it was not started yet, and waits for the end of its init, or of the environment.
     */
    InitOutcome initialise() throws IOException, InterruptedException {
        Sandbox box = sandbox;
        if (box == null) {
            return new InitOutcome.Failed(fault == null ? ENDED : fault.explanation());
        }
        try {
            if (!box.released()) {
                box.release();
            }
            if (box.state().awaitInit(initLimit.deadlineNanos(box))) {
                return new InitOutcome.Initialised();
            }
            return isClosed() ? new InitOutcome.Failed(ENDED) : InitOutcome.Failed.of(box.state(), initLimit, log);
        } catch (IOException e) {
            // The process's stdin and the log are closed together with the environment.
            if (isClosed()) {
                return new InitOutcome.Failed(ENDED);
            }
            throw e;
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Runs one invocation to its end. */
    InvocationResult invoke(InvocationRequest request) throws IOException, InterruptedException {
        log.trimOver(KEPT_LOG_BYTES);
        boolean first = !used;
        used = true;
        var report = new InvocationLog(log, first ? 0 : log.end());
        var run = new InvocationRun(this, lines, request, report, first);
        if (fault != null) {
            return run.invalidEntrypoint(fault);
        }
        try {
            return invoke(run, report, first);
        } catch (InterruptedException | IOException | RuntimeException e) {
            endProcess();
            throw e;
        }
    }

    private InvocationResult invoke(InvocationRun run, InvocationLog report, boolean first)
            throws IOException, InterruptedException {
        Sandbox box = sandbox;
        if (box != null && !box.alive()) {
            endProcess(box.state().isOverdue() ? "timeout" : "failure");
            box = null;
        }
        if (!first && box != null && box.released()) {
            Attempt attempt = run.warm(box);
            if (!attempt.diedBefore()) {
                return finish(run, attempt);
            }
        }
        if (first && box != null) {
            Attempt attempt = box.released() ? run.initialised(box, initLimit) : run.cold(box, initLimit);
            if (!attempt.initFailed() && !attempt.diedBefore()) {
                return finish(run, attempt);
            }
            endProcess(attempt.shutdownReason());
            if (attempt.initFailed()) {
                report.line(run.initReport("init", attempt));
            }
        }
        long begin = System.nanoTime();
        endProcess();
        box = prepareAgain();
        Attempt attempt = run.repeated(box, begin);
        if (attempt.initFailed()) {
            report.line(run.initReport("invoke", attempt));
        }
        return finish(run, attempt);
    }

    private Sandbox prepareAgain() throws IOException {
        if (plan == null) {
            throw new IllegalStateException("no plan");
        }
        Sandbox box = Sandbox.prepare(plan, log, watchdog);
        synchronized (this) {
            if (!closed) {
                sandbox = box;
                return box;
            }
        }
        // The environment ended while its next process was made: only this thread knows of that process.
        box.close();
        throw new IOException(ENDED);
    }

    private InvocationResult finish(InvocationRun run, Attempt attempt) throws IOException {
        InvocationResult result = run.result(attempt);
        if (attempt.outcome() != RuntimeOutcome.DONE) {
            endProcess(attempt.shutdownReason());
        }
        return result;
    }

    /** Keeps the log within its bound while the function runs; called by the waiting thread. */
    void tick() {
        trimLog();
    }

    private void endProcess() {
        endProcess("spindown");
    }

    private void endProcess(String reason) {
        Sandbox box;
        synchronized (this) {
            box = sandbox;
            sandbox = null;
        }
        if (box != null) {
            box.close(reason);
        }
    }

    /** Returns whether its extensions have finished with the last event. */
    boolean isFree() {
        Sandbox box = sandbox;
        return box == null || box.state().isFree();
    }

    /** Returns whether {@link #close()} waits a moment for the process to end by itself. */
    boolean endsSlowly() {
        Sandbox box = sandbox;
        return box != null && box.endsSlowly();
    }

    /** Ends the process, and with it a running invocation. {@link Housekeeping} removes the folder. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        endProcess();
        try {
            log.close();
        } catch (IOException e) {
            System.getLogger(Environment.class.getName()).log(System.Logger.Level.DEBUG, "close log", e);
        }
    }
}
