package io.coldgate.cli.option;

import picocli.CommandLine.Model.OptionSpec;

/** {@code --dry-run}: a command reports what it would do, without doing it. */
public final class DryRun extends DescribedOption<Boolean> {
    /**
     * The option of one command.
     *
     * @param description the sentence of the command's help
     */
    public DryRun(String description) {
        super(OptionSpec.builder("--dry-run").type(boolean.class).initialValue(false), description);
    }

    public boolean wanted() {
        return Boolean.TRUE.equals(value());
    }
}
