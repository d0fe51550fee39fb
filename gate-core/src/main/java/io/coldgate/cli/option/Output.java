package io.coldgate.cli.option;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/** {@code --output}. */
public final class Output extends DescribedOption<Path> {
    private static final String USUAL =
            "target/coldgate beside a pom.xml, unless coldgate-out is there already, else coldgate-out";

    private Output(String description) {
        super(
                OptionSpec.builder("-o", "--output")
                        .paramLabel("DIR")
                        .type(Path.class)
                        .initialValue(null),
                description);
    }

    /**
     * Returns the option of a command that writes to the folder of checks by default.
     *
     * @param files what it writes there
     */
    public static Output of(String files) {
        return new Output("Folder for " + files + " (default: " + USUAL + ").");
    }

    /**
     * Returns the option of a command that has its own folder in the folder of checks.
     *
     * @param files what it writes there
     * @param name the name of its folder
     */
    public static Output within(String files, String name) {
        return new Output("Folder for " + files + " (default: " + name + " in the folder of a check: " + USUAL + ").");
    }

    /**
     * Returns the option of a command that writes nothing without it.
     *
     * @param files what it writes there
     */
    public static Output onDemand(String files) {
        return new Output("Folder for " + files + " (default: none are written).");
    }

    /** Returns the folder that was named. */
    public Optional<Path> folder() {
        return Optional.ofNullable(value());
    }
}
