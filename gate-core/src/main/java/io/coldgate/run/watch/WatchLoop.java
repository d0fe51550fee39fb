package io.coldgate.run.watch;

import io.coldgate.logs.LogSourceException;
import io.coldgate.measure.StopSignal;
import io.coldgate.platform.LiveAccess;
import io.coldgate.platform.Platform;
import io.coldgate.report.WatchMetrics;
import io.coldgate.report.html.WatchPage;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.thresholds.WatchedFunction;
import io.coldgate.unit.Disk;
import io.coldgate.unit.Pacing;
import io.coldgate.watch.Call;
import io.coldgate.watch.FunctionState;
import io.coldgate.watch.FunctionStatus;
import io.coldgate.watch.FunctionWatch;
import io.coldgate.watch.WatchEvent;
import io.coldgate.watch.WatchState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A running watch: reads logs, closes slots, takes steps, and saves its state and pages. */
final class WatchLoop implements FunctionLogs.Failures, AutoCloseable {
    /**
     * Lines of a file or a pipe are available at once; CloudWatch Logs allows few requests per second for a whole
     * account.
     */
    private static final Duration LOCAL_POLL = Duration.ofMillis(200);

    private static final Duration PLATFORM_POLL = Duration.ofSeconds(5);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** The largest difference between clocks of machines that keep time. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final WatchOptions options;
    private final WatchListener listener;
    private final Pacing pacing;
    private final StopSignal stop;
    private final WatchFiles files;
    private final Optional<WatchState> known;
    private final Map<String, FunctionWatch> watches = new LinkedHashMap<>();
    private final Map<String, Ladder> ladders = new LinkedHashMap<>();
    private final Map<String, FunctionLogs> logs = new LinkedHashMap<>();
    private final Map<String, String> failing = new LinkedHashMap<>();
    private final List<String> unwatched;
    private final long beganNanos;
    private final long beganMillis;
    private long minuteNanos;
    private final List<FunctionStatus> began;
    private boolean alarmed;
    private boolean closed;

    WatchLoop(
            WatchRun run,
            WatchSelection selection,
            WatchFiles files,
            Optional<Platform> platform,
            Optional<WatchState> known)
            throws RunException, InterruptedException {
        this.options = run.options();
        this.listener = run.listener();
        this.pacing = run.pacing();
        this.stop = run.stopSignal();
        this.files = files;
        this.known = known;
        this.unwatched = selection.unwatched(known);
        this.beganNanos = pacing.nanos();
        this.beganMillis = options.clock().millis();
        this.minuteNanos = beganNanos;
        WatchedSources opener = new WatchedSources(options, platform, pacing);
        Optional<LiveSteps> live = platform.map(there -> new LiveSteps(LiveAccess.functions(there, pacing)));
        LocalSteps local = new LocalSteps(selection.thresholds().folder());
        for (WatchedFunction function : selection.functions()) {
            FunctionWatch watch = new FunctionWatch(
                    function.name(),
                    function.deployedName(),
                    function.watch(),
                    options.lateness(),
                    known.flatMap(state -> Optional.ofNullable(state.functions().get(function.name()))));
            watches.put(function.name(), watch);
            ladders.put(
                    function.name(),
                    new Ladder(
                            function,
                            live,
                            local,
                            new StepNotes(watch, options.act(), this::steadyMillis, this::save, this::tell)));
            logs.put(function.name(), opener.open(function, known));
        }
        this.began = statuses();
    }

    int run() throws RunException, IOException {
        stop.enter();
        try {
            resume();
            while (!isOver()) {
                look();
                if (!isOver()) {
                    pacing.pause(WatchSelection.readsPlatform(options) ? PLATFORM_POLL : LOCAL_POLL);
                }
            }
            finish();
        } catch (InterruptedException e) {
            listener.remark("stopped; the same command continues from " + options.state());
        } finally {
            stop.leave();
        }
        save();
        publish();
        return stop.requested() ? ExitCode.INTERRUPTED : exitCode();
    }

    private void resume() throws IOException, InterruptedException {
        unwatched.forEach(listener::error);
        for (Map.Entry<String, FunctionWatch> each : watches.entrySet()) {
            handle(each.getKey(), each.getValue().changes());
            ladder(each.getKey()).resume();
            ladder(each.getKey()).waiting().forEach(listener::error);
        }
    }

    private boolean isOver() {
        boolean late = options.until()
                .filter(until -> pacing.nanos() - beganNanos >= until.toNanos())
                .isPresent();
        // Only the end of a pipe shows that everything was read: the writer may merely pause.
        boolean untilCaughtUp = options.once() && options.input().isEmpty();
        boolean read = all(untilCaughtUp ? WatchedSource::isCaughtUp : WatchedSource::isEnded);
        return late || read && failing.isEmpty();
    }

    private boolean all(Predicate<WatchedSource> so) {
        return sources().allMatch(so);
    }

    private void look() throws RunException, IOException, InterruptedException {
        for (Map.Entry<String, FunctionWatch> each : watches.entrySet()) {
            String name = each.getKey();
            FunctionWatch watch = each.getValue();
            FunctionLogs read = logs(name);
            read.read(call -> counted(name, watch, call), pacing.nanos(), this::latestMillis, this);
            handle(name, watch.advance(read.idle(pacing.nanos()), read.readUpToMillis()));
            ladder(name).step();
        }
        if (pacing.nanos() - minuteNanos >= MINUTE.toNanos()) {
            minuteNanos = pacing.nanos();
            save();
            publish();
            listener.minute(statuses());
        }
    }

    @Override
    public void worked(WatchedSource source) {
        if (failing.remove(source.name()) != null) {
            listener.remark(source.name() + " can be read again");
        }
    }

    @Override
    public void failed(WatchedSource source, LogSourceException why) throws RunException {
        if (!why.isPassing()) {
            throw new RunException(ExitCode.COULD_NOT_MEASURE, source.name() + " cannot be read: " + why.getMessage());
        }
        if (failing.put(source.name(), String.valueOf(why.getMessage())) == null) {
            listener.error(
                    source.name() + " cannot be read at the moment; its lines are read later: " + why.getMessage());
        }
    }

    /**
     * Counts an invocation. A slot is closed before later lines are read, so the result does not depend on how many
     * lines arrive at once.
     */
    private void counted(String name, FunctionWatch watch, Call call) throws IOException, InterruptedException {
        watch.add(call, latestMillis());
        long readUpTo = logs(name).readUpToMillis();
        if (watch.mayClose(readUpTo)) {
            handle(name, watch.advance(Duration.ZERO, readUpTo));
            ladder(name).step();
        }
    }

    /**
     * Returns the latest time that an invocation may have. The elapsed time covers a clock that jumps back; the wall
     * clock covers a monotonic clock that stood still while the machine slept.
     */
    private long latestMillis() {
        return Math.max(steadyMillis(), options.clock().millis()) + CLOCKS_DIFFER.toMillis();
    }

    /** Returns the time of day when the watch began plus the time elapsed since, which no clock jump affects. */
    private long steadyMillis() {
        return beganMillis + Duration.ofNanos(pacing.nanos() - beganNanos).toMillis();
    }

    private void handle(String name, List<WatchEvent> events) throws IOException, InterruptedException {
        for (WatchEvent event : events) {
            tell(event);
            if (event instanceof WatchEvent.Alarm) {
                alarmed = true;
                ladder(name).alarmed();
                save();
            } else if (event instanceof WatchEvent.Closed) {
                closed = true;
                save();
            } else if (event instanceof WatchEvent.Recovered) {
                save();
                ladder(name).recovered();
                ladder(name).waiting().forEach(listener::error);
            }
        }
    }

    private FunctionLogs logs(String name) {
        return Objects.requireNonNull(logs.get(name), name);
    }

    private Stream<WatchedSource> sources() {
        return logs.values().stream().map(FunctionLogs::sources).flatMap(List::stream);
    }

    private Ladder ladder(String name) {
        return Objects.requireNonNull(ladders.get(name), name);
    }

    private void tell(WatchEvent event) {
        listener.event(event);
    }

    private void finish() throws IOException, InterruptedException {
        if (all(WatchedSource::isEnded) || options.once()) {
            for (Map.Entry<String, FunctionWatch> each : watches.entrySet()) {
                handle(each.getKey(), each.getValue().finish());
                ladder(each.getKey()).step();
            }
        }
        listener.minute(statuses());
    }

    private List<FunctionStatus> statuses() {
        return watches.values().stream().map(FunctionWatch::status).toList();
    }

    private void save() throws IOException {
        // Functions and logs that this watch does not cover keep their positions.
        Map<String, FunctionState> states =
                new LinkedHashMap<>(known.map(WatchState::functions).orElse(Map.of()));
        watches.forEach((name, watch) -> states.put(name, watch.state()));
        Map<String, WatchState.Source> places =
                new LinkedHashMap<>(known.map(WatchState::sources).orElse(Map.of()));
        sources().forEach(source -> places.put(source.name(), source.state()));
        files.write(WatchState.of(states, places));
    }

    /** Writes the pages. A page that cannot be written does not end the watch. */
    private void publish() {
        publish(options.page().orElse(null), WatchPage.render(statuses(), options.act()));
        publish(options.metrics().orElse(null), WatchMetrics.render(statuses()));
    }

    private void publish(@Nullable Path file, String text) {
        if (file == null) {
            return;
        }
        try {
            WatchFiles.publish(file, text);
        } catch (IOException e) {
            listener.error(file + " cannot be written: " + Disk.reason(e));
        }
    }

    private int exitCode() {
        boolean broken = alarmed || closed || !unwatched.isEmpty();
        return broken
                ? ExitCode.FAIL
                : WatchExit.code(began, statuses(), name -> logs(name).linesRead(), listener::error);
    }

    @Override
    public void close() {
        logs.values().forEach(FunctionLogs::close);
    }
}
