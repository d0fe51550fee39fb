package io.coldgate.embedded.runtime.environment;

import io.coldgate.embedded.runtime.host.KernelCounts;
import io.coldgate.embedded.runtime.host.LeastTime;
import io.coldgate.embedded.runtime.host.ProcFs;
import io.coldgate.embedded.runtime.language.EntrypointException;
import io.coldgate.embedded.runtime.log.InvocationLog;
import io.coldgate.embedded.runtime.log.Measurements;
import io.coldgate.embedded.runtime.log.PlatformLog;
import io.coldgate.embedded.runtime.log.Report;
import io.coldgate.embedded.runtime.protocol.ExtensionLine;
import io.coldgate.embedded.runtime.protocol.InitMark;
import io.coldgate.embedded.runtime.protocol.RuntimeInvocation;
import io.coldgate.embedded.runtime.protocol.RuntimeOutcome;
import io.coldgate.embedded.runtime.protocol.RuntimeState;
import io.coldgate.embedded.runtime.spec.InitializationType;
import io.coldgate.embedded.runtime.spec.InvocationRequest;
import java.io.IOException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One invocation of one environment: its attempts to start and run, and the result with its log and measurements. */
final class InvocationRun {
    private static final String UNHANDLED = "Unhandled";
    private static final String INVALID_ENTRYPOINT = "Runtime.InvalidEntrypoint";

    private final Environment environment;
    private final PlatformLog lines;
    private final InvocationRequest request;
    private final InvocationLog log;
    private final boolean first;
    private OptionalLong memory = OptionalLong.empty();

    InvocationRun(
            Environment environment, PlatformLog lines, InvocationRequest request, InvocationLog log, boolean first) {
        this.environment = environment;
        this.lines = lines;
        this.request = request;
        this.log = log;
        this.first = first;
    }

    /** Runs the first start of an environment: init has its own limit and is not part of the duration. */
    Attempt cold(Sandbox box, InitLimit limit) throws IOException, InterruptedException {
        var invocation = new RuntimeInvocation(request, environment.spec().timeoutSeconds());
        box.state().offer(invocation);
        box.release();
        return await(box, invocation, true, true, limit.deadlineNanos(box));
    }

    /** Runs a start within the invocation, after a failed one: under the function's timeout. */
    Attempt repeated(Sandbox box, long beginNanos) throws IOException, InterruptedException {
        var invocation = new RuntimeInvocation(request, environment.spec().timeoutSeconds());
        invocation.begin(beginNanos);
        box.state().offer(invocation);
        box.release();
        return await(box, invocation, true, false, invocation.deadlineNanos());
    }

    /** Runs the first invocation of a process that was started before the event arrived. */
    Attempt initialised(Sandbox box, InitLimit limit) throws InterruptedException {
        var invocation = new RuntimeInvocation(request, environment.spec().timeoutSeconds());
        box.state().offer(invocation);
        long deadline = box.state().init() == null ? limit.deadlineNanos(box) : invocation.deadlineNanos();
        // A provisioned start is billed as such; its REPORT has no Init Duration.
        return await(box, invocation, true, !environment.isProvisioned(), deadline);
    }

    /** Runs an invocation in a process that has served before. */
    Attempt warm(Sandbox box) throws InterruptedException {
        var invocation = new RuntimeInvocation(request, environment.spec().timeoutSeconds());
        box.state().offer(invocation);
        // The deadline also applies to a runtime that never asks again.
        return await(box, invocation, false, false, invocation.deadlineNanos());
    }

    private Attempt await(
            Sandbox box, RuntimeInvocation invocation, boolean cold, boolean initCounts, long initDeadline)
            throws InterruptedException {
        RuntimeOutcome outcome =
                box.state().await(invocation, initDeadline, () -> measureMemory(box), environment::tick);
        if (outcome == RuntimeOutcome.INIT_ERROR) {
            box.awaitLastWords();
        } else if (outcome == RuntimeOutcome.EXTENSION_FAILED) {
            box.awaitExtensionsLastWords();
        }
        return new Attempt(box, invocation, outcome, cold, initCounts, System.nanoTime());
    }

    /**
     * Reads the peak memory as soon as the answer is there: the process is still alive, and busy on its way back to
     * {@code next}.
     */
    private void measureMemory(Sandbox box) {
        memory = box.peakMemory();
    }

    /** Returns the line for an attempt whose init failed, after adding the attempt's output to the log. */
    String initReport(String phase, Attempt attempt) throws IOException {
        log.output();
        boolean timeout = attempt.outcome() == RuntimeOutcome.INIT_TIMED_OUT;
        long nanos = attempt.overNanos() - attempt.box().releaseNanos();
        return lines.initReport(phase, timeout ? "timeout" : "error", timeout ? null : attempt.initErrorType(), nanos);
    }

    private void extensions(RuntimeState state) {
        for (ExtensionLine one : state.extensionLines()) {
            log.line(lines.extension(one.name(), one.state(), one.events(), one.errorType()));
        }
    }

    /** Completes the log and the measurements. */
    InvocationResult result(Attempt attempt) throws IOException {
        Sandbox box = attempt.box();
        InitMark init = box.state().init();
        if (memory.isEmpty()) {
            measureMemory(box);
        }
        InvocationEnd ending =
                InvocationEnd.of(attempt, request, environment.spec().timeoutSeconds());
        writeOutput(attempt, init, ending);
        OptionalLong reportedInit = attempt.initCounts() && init != null
                ? OptionalLong.of(init.nextNanos() - box.releaseNanos())
                : OptionalLong.empty();
        long duration = Math.max(0, attempt.endNanos() - attempt.invocation().beginNanos());
        long billed = PlatformLog.wholeMillis(duration + reportedInit.orElse(0));
        log.line(lines.endAndReport(
                request,
                new Report(
                        ending.status(),
                        ending.errorType(),
                        duration,
                        billed,
                        memory,
                        reportedInit,
                        environment.spec().initialization() == InitializationType.SNAP_START,
                        ending.payload().length)));
        Measurements measurements = measurements(attempt, init, reportedInit)
                .durationNanos(duration)
                .durationLeastNanos(attempt.cold() ? attempt.leastDuration(init, duration) : OptionalLong.empty())
                .billedMillis(billed)
                .build();
        return new InvocationResult(ending.payload(), ending.unhandled() ? UNHANDLED : null, log.tail(), measurements);
    }

    /** Writes the log up to the line of a fault: the output of the init, then that of the invocation. */
    private void writeOutput(Attempt attempt, @Nullable InitMark init, InvocationEnd ending) throws IOException {
        if (attempt.cold() && init != null) {
            log.output(init.logEnd());
        }
        if (attempt.cold()) {
            extensions(attempt.box().state());
        }
        log.line(lines.start(request));
        log.output();
        log.dropped();
        if (ending.message() != null && ending.errorType() != null) {
            log.line(lines.fault(request.requestId(), ending.message(), ending.errorType()));
        }
    }

    /** Returns the measurements up to the end of init; a warm environment has only its memory. */
    private Measurements.Builder measurements(Attempt attempt, @Nullable InitMark init, OptionalLong reportedInit) {
        Sandbox box = attempt.box();
        ProcFs.CpuTimes cpu = attempt.cold() && init != null ? init.cpu() : null;
        KernelCounts counts = attempt.cold() && init != null ? init.counts() : KernelCounts.NONE;
        return Measurements.builder()
                .environmentId(environment.logStream())
                .pid(box.pid())
                .cold(attempt.cold())
                .unpackNanos(first ? environment.unpackNanos() : 0)
                .sandboxNanos(attempt.cold() ? box.preparedNanos() : 0)
                .initNanos(reportedInit)
                .initCpuNanos(cpu == null ? OptionalLong.empty() : OptionalLong.of(cpu.runNanos()))
                .initWaitNanos(cpu == null ? OptionalLong.empty() : OptionalLong.of(cpu.waitNanos()))
                .initLeastNanos(leastInit(init, reportedInit))
                .majorFaults(counts.majorFaults())
                .initReadBytes(counts.readBytes())
                .initSockets(counts.sockets())
                .maxMemoryBytes(memory);
    }

    private static OptionalLong leastInit(@Nullable InitMark init, OptionalLong reported) {
        return init == null || reported.isEmpty()
                ? OptionalLong.empty()
                : LeastTime.of(reported.getAsLong(), init.cpu(), init.serverWait(), LeastTime.cores());
    }

    /** Returns the result for a package that cannot be started: without a process, nothing is measured. */
    InvocationResult invalidEntrypoint(EntrypointException e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        if (first) {
            log.line(lines.initReport("init", "error", INVALID_ENTRYPOINT, 0));
        }
        log.line("coldgate: " + e.explanation() + "\n");
        log.line(lines.initReport("invoke", "error", INVALID_ENTRYPOINT, 0));
        log.line(lines.start(request));
        InvocationEnd ending = InvocationEnd.fault(request, INVALID_ENTRYPOINT, message);
        log.line(lines.fault(request.requestId(), message, INVALID_ENTRYPOINT));
        log.line(lines.endAndReport(
                request,
                new Report(
                        ending.status(),
                        INVALID_ENTRYPOINT,
                        0,
                        0,
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        false,
                        ending.payload().length)));
        var measurements = Measurements.ofNoProcess(environment.logStream(), first ? environment.unpackNanos() : 0);
        return new InvocationResult(ending.payload(), UNHANDLED, log.tail(), measurements);
    }
}
