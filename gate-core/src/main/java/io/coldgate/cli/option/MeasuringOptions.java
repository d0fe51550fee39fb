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
    private final TimeLimit timeLimit;

    @Mixin
    private final Seed seed = new Seed("random, and reported");

    @Mixin
    private final Output output;

    @Mixin
    private final SharedOptions.Json json = new SharedOptions.Json();

    @Mixin
    private final Quiet quiet;

    /**
     * The options of one command.
     *
     * @param timeLimit with the command's own description, as the next two
     */
    public MeasuringOptions(TimeLimit timeLimit, Output output, Quiet quiet) {
        this.timeLimit = timeLimit;
        this.output = output;
        this.quiet = quiet;
    }

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

    public Seed seed() {
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
