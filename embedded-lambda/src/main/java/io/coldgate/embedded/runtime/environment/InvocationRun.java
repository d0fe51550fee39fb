package io.coldgate.embedded.runtime.environment;

import io.coldgate.embedded.runtime.host.ExitStatus;
import io.coldgate.embedded.runtime.host.KernelCounts;
import io.coldgate.embedded.runtime.host.LeastTime;
import io.coldgate.embedded.runtime.host.ProcFs;
import io.coldgate.embedded.runtime.language.EntrypointException;
import io.coldgate.embedded.runtime.log.InvocationLog;
import io.coldgate.embedded.runtime.log.Measurements;
import io.coldgate.embedded.runtime.log.PlatformLog;
import io.coldgate.embedded.runtime.log.Report;
import io.coldgate.embedded.runtime.protocol.EndMark;
import io.coldgate.embedded.runtime.protocol.ErrorDocument;
import io.coldgate.embedded.runtime.protocol.ExtensionFailure;
import io.coldgate.embedded.runtime.protocol.ExtensionLine;
import io.coldgate.embedded.runtime.protocol.InitMark;
import io.coldgate.embedded.runtime.protocol.RuntimeInvocation;
import io.coldgate.embedded.runtime.protocol.RuntimeOutcome;
import io.coldgate.embedded.runtime.protocol.RuntimeState;
import io.coldgate.embedded.runtime.spec.InitializationType;
import io.coldgate.embedded.runtime.spec.InvocationRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One invocation of one environment: its attempts to start and run, and the result with its log and measurements. */
final class InvocationRun {
    private static final String UNHANDLED = "Unhandled";
    private static final String EXIT_ERROR = "Runtime.ExitError";
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

    /**
     * One process's try.
     *
     * @param cold whether the process was started for it
     * @param initCounts whether its init is an init phase of its own, and not part of the invocation
     * @param overNanos when the wait was over
     */
    record Attempt(
            Sandbox box,
            RuntimeInvocation turn,
            RuntimeOutcome outcome,
            boolean cold,
            boolean initCounts,
            long overNanos) {
        boolean initFailed() {
            return box.state().init() == null;
        }

        /** Returns the reason for which extensions are told of the end, where the attempt is that end. */
        String shutdownReason() {
            return switch (outcome) {
                case TIMED_OUT, INIT_TIMED_OUT -> "timeout";
                default -> "failure";
            };
        }

        /** Returns whether the process had ended, unnoticed, before the event reached it. */
        boolean diedBefore() {
            return outcome == RuntimeOutcome.EXITED && !turn.handedOver();
        }
    }

    /** The first start of an environment: init has its own limit and is not part of the duration. */
    Attempt cold(Sandbox box, InitLimit limit) throws IOException, InterruptedException {
        var turn = new RuntimeInvocation(request, environment.spec().timeoutSeconds());
        box.state().offer(turn);
        box.release();
        return await(box, turn, true, true, limit.deadlineNanos(box));
    }

    /** A start within the invocation, after one that failed: under the function's timeout. */
    Attempt repeated(Sandbox box, long beginNanos) throws IOException, InterruptedException {
        var turn = new RuntimeInvocation(request, environment.spec().timeoutSeconds());
        turn.begin(beginNanos);
        box.state().offer(turn);
        box.release();
        return await(box, turn, true, false, turn.deadlineNanos());
    }

    /** The first invocation of a process that was started before it came. */
    Attempt initialised(Sandbox box, InitLimit limit) throws InterruptedException {
        var turn = new RuntimeInvocation(request, environment.spec().timeoutSeconds());
        box.state().offer(turn);
        long deadline = box.state().init() == null ? limit.deadlineNanos(box) : turn.deadlineNanos();
        // What was provisioned is billed as such; its REPORT has no Init Duration.
        return await(box, turn, true, !environment.isProvisioned(), deadline);
    }

    /** A process that has served before. */
    Attempt warm(Sandbox box) throws InterruptedException {
        var turn = new RuntimeInvocation(request, environment.spec().timeoutSeconds());
        box.state().offer(turn);
        // The deadline also holds for a runtime that never asks again.
        return await(box, turn, false, false, turn.deadlineNanos());
    }

    private Attempt await(Sandbox box, RuntimeInvocation turn, boolean cold, boolean initCounts, long initDeadline)
            throws InterruptedException {
        RuntimeOutcome outcome = box.state().await(turn, initDeadline, () -> measureMemory(box), environment::tick);
        if (outcome == RuntimeOutcome.INIT_ERROR) {
            box.awaitLastWords();
        } else if (outcome == RuntimeOutcome.EXTENSION_FAILED) {
            box.awaitExtensionsLastWords();
        }
        return new Attempt(box, turn, outcome, cold, initCounts, System.nanoTime());
    }

    /**
     * Reads the peak memory as soon as the answer is there: the process is alive then, and busy with its way back to
     * {@code next}.
     */
    private void measureMemory(Sandbox box) {
        memory = box.peakMemory();
    }

    /** The line for an attempt whose init failed; adds the attempt's output to the log before. */
    String initReport(String phase, Attempt attempt) throws IOException {
        log.output();
        boolean timeout = attempt.outcome() == RuntimeOutcome.INIT_TIMED_OUT;
        long nanos = attempt.overNanos() - attempt.box().releaseNanos();
        return lines.initReport(phase, timeout ? "timeout" : "error", timeout ? null : initErrorType(attempt), nanos);
    }

    private static String initErrorType(Attempt attempt) {
        ExtensionFailure extension = attempt.box().state().extensionFailure();
        if (extension != null) {
            return extension.type();
        }
        RuntimeInvocation.Answer error = attempt.box().state().initError();
        return error == null ? EXIT_ERROR : error.errorType();
    }

    private void extensions(RuntimeState state) {
        for (ExtensionLine one : state.extensionLines()) {
            log.line(lines.extension(one.name(), one.state(), one.events(), one.errorType()));
        }
    }

    /** Closes the log and measures. */
    InvocationResult result(Attempt attempt) throws IOException {
        Sandbox box = attempt.box();
        InitMark init = box.state().init();
        if (memory.isEmpty()) {
            measureMemory(box);
        }
        if (attempt.cold() && init != null) {
            log.output(init.logEnd());
        }
        if (attempt.cold()) {
            extensions(box.state());
        }
        log.line(lines.start(request));
        log.output();
        log.dropped();
        Ending ending = ending(attempt);
        if (ending.message() != null && ending.errorType() != null) {
            log.line(lines.fault(request.requestId(), ending.message(), ending.errorType()));
        }
        boolean hasInit = attempt.initCounts() && init != null;
        long initNanos = init == null ? 0 : init.nextNanos() - box.releaseNanos();
        OptionalLong reportedInit = hasInit ? OptionalLong.of(initNanos) : OptionalLong.empty();
        long duration = Math.max(0, endNanos(attempt) - attempt.turn().beginNanos());
        long billed = PlatformLog.wholeMillis(duration + reportedInit.orElse(0));
        boolean restored = environment.spec().initialization() == InitializationType.SNAP_START;
        log.line(lines.endAndReport(
                request,
                new Report(
                        ending.status(),
                        ending.errorType(),
                        duration,
                        billed,
                        memory,
                        reportedInit,
                        restored,
                        ending.payload().length)));
        ProcFs.CpuTimes cpu = attempt.cold() && init != null ? init.cpu() : null;
        KernelCounts counts = attempt.cold() && init != null ? init.counts() : KernelCounts.NONE;
        var measurements = new Measurements(
                environment.logStream(),
                box.pid(),
                attempt.cold(),
                first ? environment.unpackNanos() : 0,
                attempt.cold() ? box.preparedNanos() : 0,
                reportedInit,
                cpu == null ? OptionalLong.empty() : OptionalLong.of(cpu.runNanos()),
                cpu == null ? OptionalLong.empty() : OptionalLong.of(cpu.waitNanos()),
                hasInit ? leastInit(init, initNanos) : OptionalLong.empty(),
                counts.majorFaults(),
                counts.readBytes(),
                counts.sockets(),
                duration,
                attempt.cold() ? leastDuration(attempt, init, duration) : OptionalLong.empty(),
                billed,
                memory);
        boolean failed = ending.status() != Report.Status.SUCCESS && !ending.answered();
        return new InvocationResult(
                ending.payload(), failed || ending.error() ? UNHANDLED : null, log.tail(), measurements);
    }

    private static OptionalLong leastInit(@Nullable InitMark init, long initNanos) {
        return init == null
                ? OptionalLong.empty()
                : LeastTime.of(initNanos, init.cpu(), init.serverWait(), LeastTime.cores());
    }

    /**
     * Known where the event was there before the runtime asked: all that the process did since its init was the
     * invocation.
     */
    private static OptionalLong leastDuration(Attempt attempt, @Nullable InitMark init, long duration) {
        if (init == null
                || init.cpu() == null
                || attempt.outcome() != RuntimeOutcome.DONE
                || !attempt.turn().offeredBefore(init.nextNanos())) {
            return OptionalLong.empty();
        }
        EndMark end = attempt.turn().endMark();
        return end == null || end.cpu() == null
                ? OptionalLong.empty()
                : LeastTime.of(duration, end.cpu().minus(init.cpu()), end.serverWait(), LeastTime.cores());
    }

    private static long endNanos(Attempt attempt) {
        return switch (attempt.outcome()) {
            case DONE -> attempt.turn().endNanos();
            case EXITED -> attempt.box().state().exitNanos();
            default -> attempt.overNanos();
        };
    }

    /**
     * The end of an invocation, for the caller and the report.
     *
     * @param answered whether the payload is what the runtime posted
     * @param error whether that is an error
     * @param message for the log; null for none
     */
    private record Ending(
            byte[] payload,
            boolean answered,
            boolean error,
            Report.Status status,
            @Nullable String errorType,
            @Nullable String message) {}

    private Ending ending(Attempt attempt) throws IOException {
        RuntimeInvocation.Answer answer = attempt.turn().answer();
        RuntimeState state = attempt.box().state();
        RuntimeInvocation.Answer initError = attempt.initFailed() ? state.initError() : null;
        return switch (attempt.outcome()) {
            case DONE -> answered(answer, null, null, null);
            case TIMED_OUT, INIT_TIMED_OUT ->
                answer != null ? answered(answer, Report.Status.TIMEOUT, null, null) : timedOut();
            case INIT_ERROR -> answered(initError, Report.Status.FAILURE, initErrorType(attempt), null);
            case EXITED -> {
                Integer code = state.exitCode();
                String message = ExitStatus.message(code == null ? 0 : code);
                yield answer != null
                        ? answered(answer, Report.Status.FAILURE, EXIT_ERROR, message)
                        : fault(EXIT_ERROR, message);
            }
            case EXTENSION_FAILED -> {
                ExtensionFailure failure = state.extensionFailure();
                String type = failure == null ? EXIT_ERROR : failure.type();
                String message = failure == null ? "" : failure.message();
                yield answer != null ? answered(answer, Report.Status.FAILURE, type, message) : fault(type, message);
            }
            case CLOSED -> throw new IOException("the environment was ended while it served " + request.requestId());
        };
    }

    private static Ending answered(
            RuntimeInvocation.@Nullable Answer answer,
            Report.@Nullable Status status,
            @Nullable String errorType,
            @Nullable String message) {
        if (answer == null) {
            throw new IllegalStateException("over without an answer");
        }
        Report.Status own = answer.failed() ? Report.Status.ERROR : Report.Status.SUCCESS;
        String ownType = answer.failed() ? answer.errorType() : null;
        return new Ending(
                answer.payload(),
                true,
                answer.failed(),
                status == null ? own : status,
                errorType == null ? ownType : errorType,
                message);
    }

    private Ending timedOut() {
        String message = String.format(
                Locale.ROOT, "RequestId: %s Error: Task timed out after %.2f seconds", request.requestId(), (double)
                        environment.spec().timeoutSeconds());
        return new Ending(
                ErrorDocument.of("Sandbox.Timedout", message), false, true, Report.Status.TIMEOUT, null, null);
    }

    private Ending fault(String type, String message) {
        byte[] payload = ErrorDocument.of(type, "RequestId: " + request.requestId() + " Error: " + message);
        return new Ending(payload, false, true, Report.Status.FAILURE, type, message);
    }

    /** The package cannot be started: there is no process, and nothing to measure. */
    InvocationResult invalidEntrypoint(EntrypointException e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        if (first) {
            log.line(lines.initReport("init", "error", INVALID_ENTRYPOINT, 0));
        }
        log.line("coldgate: " + e.explanation() + "\n");
        log.line(lines.initReport("invoke", "error", INVALID_ENTRYPOINT, 0));
        log.line(lines.start(request));
        Ending ending = fault(INVALID_ENTRYPOINT, message);
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
