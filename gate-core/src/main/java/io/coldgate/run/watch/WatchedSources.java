package io.coldgate.run.watch;

import io.coldgate.logs.FileLogSource;
import io.coldgate.logs.LogSource;
import io.coldgate.logs.StreamLogSource;
import io.coldgate.platform.LiveAccess;
import io.coldgate.platform.Platform;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.thresholds.WatchedFunction;
import io.coldgate.unit.Pacing;
import io.coldgate.watch.WatchState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens the logs that a watch reads. */
final class WatchedSources {
    private static final String INPUT = "standard input";

    private final WatchOptions options;
    private final Optional<Platform> platform;
    private final Pacing pacing;

    WatchedSources(WatchOptions options, Optional<Platform> platform, Pacing pacing) {
        this.options = options;
        this.platform = platform;
        this.pacing = pacing;
    }

    /** Opens the logs of a function, each where an earlier watch stopped. */
    FunctionLogs open(WatchedFunction function, Optional<WatchState> known) throws RunException, InterruptedException {
        List<WatchedSource> opened = new ArrayList<>();
        if (options.input().isPresent()) {
            opened.add(new WatchedSource(
                    new StreamLogSource(INPUT, options.input().get(), options.clock()::millis),
                    from(known, INPUT),
                    pacing.nanos()));
        }
        for (Path file : options.logs()) {
            opened.add(inFile(file, from(known, file.toString())));
        }
        if (WatchSelection.readsPlatform(options)) {
            opened.add(onPlatform(function, platform.orElseThrow(), known));
        }
        return new FunctionLogs(opened);
    }

    private WatchedSource inFile(Path file, WatchState.Source from) throws RunException {
        try {
            return new WatchedSource(
                    new FileLogSource(file, from.cursor(), options.clock()::millis), from, pacing.nanos());
        } catch (IllegalArgumentException e) {
            throw lost(file.toString());
        }
    }

    private RunException lost(String source) {
        return new RunException(
                ExitCode.USAGE,
                "--state " + options.state() + ": the position in " + source
                        + " cannot be read from it; remove it to start afresh");
    }

    private WatchedSource onPlatform(WatchedFunction function, Platform platform, Optional<WatchState> known)
            throws RunException, InterruptedException {
        long since = options.clock().millis() - options.since().toMillis();
        String group = LiveAccess.functions(platform, pacing).logGroup(function.deployedName());
        LogSource anew = LiveAccess.log(platform, group, "", since, pacing, options.clock()::millis);
        WatchState.Source from = from(known, anew.name());
        if (from.cursor().isEmpty()) {
            return new WatchedSource(anew, from, pacing.nanos());
        }
        anew.close();
        try {
            return new WatchedSource(
                    LiveAccess.log(platform, group, from.cursor(), since, pacing, options.clock()::millis),
                    from,
                    pacing.nanos());
        } catch (IllegalArgumentException e) {
            throw lost(anew.name());
        }
    }

    private static WatchState.Source from(Optional<WatchState> known, String name) {
        return known.map(state -> state.sources().get(name)).orElse(WatchState.Source.none());
    }
}
