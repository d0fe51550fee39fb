package io.coldgate.cli.option;

import io.coldgate.thresholds.PlatformName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** The options of every command that measures functions. */
public final class MeasuringOptions {
    @Mixin
    private final SharedOptions.File file = new SharedOptions.File();

    @Mixin
    private final SharedOptions.Platform platform = new SharedOptions.Platform();

    @Mixin
    private final SharedOptions.TimeLimit timeLimit = new SharedOptions.TimeLimit();

    @Mixin
    private final SharedOptions.Seed seed = new SharedOptions.Seed();

    @Mixin
    private final SharedOptions.Output output = new SharedOptions.Output();

    @Mixin
    private final SharedOptions.Json json = new SharedOptions.Json();

    @Mixin
    private final SharedOptions.Quiet quiet = new SharedOptions.Quiet();

    public Path file() {
        return file.path();
    }

    public Path file(SharedOptions.FileArgument argument) {
        return argument.or(file);
    }

    public Optional<PlatformName> platform() {
        return platform.name();
    }

    public Optional<Duration> timeLimit() {
        return timeLimit.given();
    }

    public SharedOptions.Seed seed() {
        return seed;
    }

    public Optional<Path> output() {
        return output.folder();
    }

    public boolean json() {
        return json.wanted();
    }

    public boolean quiet() {
        return quiet.wanted();
    }
}
