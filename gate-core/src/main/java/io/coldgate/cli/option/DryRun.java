package io.coldgate.cli.option;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/**
 * {@code --dry-run}: a command reports what it would do, without doing it. Each command has its own description of the
 * option, which the annotation of a shared option cannot provide.
 */
public final class DryRun {
    private final String description;
    private boolean wanted;

    /**
     * The option of one command.
     *
     * @param description the sentence of the command's help
     */
    public DryRun(String description) {
        this.description = description;
    }

    @Spec
    private void declare(CommandSpec own) {
        own.addOption(OptionSpec.builder("--dry-run")
                .type(boolean.class)
                .initialValue(false)
                .setter(this::set)
                .description(description)
                .build());
    }

    private <T> T set(T given) {
        wanted = Boolean.TRUE.equals(given);
        return given;
    }

    public boolean wanted() {
        return wanted;
    }
}
