package io.coldgate.cli.option;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/** {@code --time-limit}. */
public final class TimeLimit extends DescribedOption<Duration> {
    /**
     * The option of one command.
     *
     * @param description the sentence of the command's help
     */
    public TimeLimit(String description) {
        super(
                OptionSpec.builder("--time-limit")
                        .paramLabel("TIME")
                        .type(Duration.class)
                        .converters(new OptionValues.DurationConverter())
                        .initialValue(null),
                description);
    }

    /** Returns the time that was given. */
    public Optional<Duration> given() {
        return Optional.ofNullable(value());
    }
}
