package io.coldgate.cli.option;

import io.coldgate.run.GateOptions;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/** {@code --seed}. */
public final class Seed extends DescribedOption<Long> {
    /**
     * The option of one command.
     *
     * @param unlessGiven what the seed is without the option
     */
    public Seed(String unlessGiven) {
        super(
                OptionSpec.builder("--seed").paramLabel("N").type(Long.class).initialValue(null),
                "Seed for every random order and draw (default: " + unlessGiven + ").");
    }

    /** Returns the seed that was given. */
    public Optional<Long> given() {
        return Optional.ofNullable(value());
    }

    public long orRandom() {
        return given().orElseGet(GateOptions::randomSeed);
    }
}
