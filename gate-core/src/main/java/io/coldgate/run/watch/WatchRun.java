package io.coldgate.run.watch;

import io.coldgate.measure.StopSignal;
import io.coldgate.platform.PlatformException;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.thresholds.WatchedFunction;
import io.coldgate.unit.Disk;
import io.coldgate.unit.Pacing;
import io.coldgate.watch.WatchState;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Watches functions in production by their logs: for weeks, in bounded memory, resuming from where it was stopped. */
public final class WatchRun {
    private final WatchOptions options;
    private final WatchListener listener;
    private final Pacing pacing;
    private final StopSignal stop = new StopSignal();

    /** Prepares a watch. */
    public WatchRun(WatchOptions options, WatchListener listener) {
        this(options, listener, Pacing.SYSTEM);
    }

    /**
     * Prepares a watch with the given source of time.
     *
     * @param pacing waits between two polls
     */
    public WatchRun(WatchOptions options, WatchListener listener, Pacing pacing) {
        this.options = options;
        this.listener = listener;
        this.pacing = pacing;
    }

    WatchOptions options() {
        return options;
    }

    WatchListener listener() {
        return listener;
    }

    Pacing pacing() {
        return pacing;
    }

    /** Returns the signal that stops the watch; other threads may use it. */
    public StopSignal stopSignal() {
        return stop;
    }

    /**
     * Returns what would be watched; reads no log.
     *
     * @throws RunException with exit code 2 for a mistake
     */
    public List<WatchedFunction> select() throws RunException {
        WatchFiles.requireDistinct(options);
        return new WatchSelection(options).functions();
    }

    /**
     * Watches until the lines or the time end, or until it is stopped.
     *
     * @return the command's exit code: 0 without an alarm, 1 after one, 3 while a plain rule is over its limit at the
     *     end, 4 for a function without an invocation
     * @throws RunException with exit code 2 for a mistake, 4 when logs cannot be read or files written
     */
    public int run() throws RunException {
        WatchFiles.requireDistinct(options);
        WatchSelection selection = new WatchSelection(options);
        try (WatchFiles files = WatchFiles.open(options.state())) {
            Optional<WatchState> known = files.read();
            known.ifPresent(state -> listener.remark("continuing from " + options.state()));
            try (WatchConnection connection = WatchConnection.open(selection.functions(), options, known);
                    WatchLoop loop = new WatchLoop(this, selection, files, connection.platform(), known)) {
                return loop.run();
            }
        } catch (PlatformException e) {
            throw new RunException(ExitCode.COULD_NOT_MEASURE, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            return ExitCode.INTERRUPTED;
        } catch (IOException e) {
            throw new RunException(
                    ExitCode.COULD_NOT_MEASURE,
                    "cannot write the state of the watch: " + Disk.reason(e) + "; make room there, and"
                            + " start it again");
        }
    }
}
