package io.coldgate.run.watch;

import io.coldgate.platform.Platform;
import io.coldgate.platform.PlatformException;
import io.coldgate.platform.PlatformOptions;
import io.coldgate.platform.Platforms;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.WatchedFunction;
import io.coldgate.watch.FunctionState;
import io.coldgate.watch.WatchState;
import java.util.List;
import java.util.Optional;

/**
 * The platform that a watch reads from or acts on.
 *
 * @param platform empty when none is needed
 */
record WatchConnection(Optional<Platform> platform) implements AutoCloseable {
    static WatchConnection open(List<WatchedFunction> functions, WatchOptions options, Optional<WatchState> known)
            throws PlatformException {
        if (!WatchSelection.needsPlatform(options, functions)
                && !(options.act() && functions.stream().anyMatch(each -> hasChanged(each, known)))) {
            return new WatchConnection(Optional.empty());
        }
        WatchedFunction first = functions.get(0);
        PlatformName name = first.target().platform();
        return new WatchConnection(Optional.of(Platforms.start(
                name,
                new PlatformOptions(
                        first.target().cloud().region(),
                        options.endpoint().or(() -> first.target().endpoint())))));
    }

    /** Returns whether steps of an earlier watch may have to be undone, even if the file no longer contains them. */
    private static boolean hasChanged(WatchedFunction function, Optional<WatchState> known) {
        return function.target().platform() != PlatformName.EMBEDDED
                && known.flatMap(state -> Optional.ofNullable(state.functions().get(function.name())))
                        .map(FunctionState::hasChanged)
                        .orElse(false);
    }

    @Override
    public void close() {
        platform.ifPresent(Platform::close);
    }
}
