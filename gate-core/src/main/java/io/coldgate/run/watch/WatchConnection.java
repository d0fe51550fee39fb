package io.coldgate.run.watch;

import io.coldgate.platform.Platform;
import io.coldgate.platform.PlatformException;
import io.coldgate.platform.PlatformOptions;
import io.coldgate.platform.Platforms;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.WatchedFunction;
import java.util.List;
import java.util.Optional;

/**
 * The platform that a watch reads from or acts on.
 *
 * @param platform empty where none is needed
 */
record WatchConnection(Optional<Platform> platform) implements AutoCloseable {
    static WatchConnection open(List<WatchedFunction> functions, WatchOptions options) throws PlatformException {
        if (!WatchSelection.needsPlatform(options, functions)) {
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

    @Override
    public void close() {
        platform.ifPresent(Platform::close);
    }
}
