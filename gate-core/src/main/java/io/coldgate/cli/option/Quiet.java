package io.coldgate.cli.option;

import picocli.CommandLine.Model.OptionSpec;

/** {@code --quiet}. */
public final class Quiet extends DescribedOption<Boolean> {
    /** The sentence of a command that has progress, and no table that it may leave out. */
    public static final String NO_PROGRESS = "Print no progress.";

    /**
     * The option of one command.
     *
     * @param description the sentence of the command's help
     */
    public Quiet(String description) {
        super(OptionSpec.builder("-q", "--quiet").type(boolean.class).initialValue(false), description);
    }

    public boolean wanted() {
        return Boolean.TRUE.equals(value());
    }
}
