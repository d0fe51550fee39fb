package io.coldgate.cli.option;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/**
 * An option that several commands share. Each command has its own description of it, which the annotation of a shared
 * option cannot provide.
 *
 * @param <T> the type of its value
 */
abstract class DescribedOption<T> {
    private final OptionSpec.Builder option;
    private @Nullable T value;

    /**
     * The option of one command.
     *
     * @param description the sentence of the command's help
     */
    DescribedOption(OptionSpec.Builder option, String description) {
        this.option = option.description(description);
    }

    @Spec
    private void declare(CommandSpec own) {
        own.addOption(option.setter(this::set).build());
    }

    @SuppressWarnings("unchecked") // the parser converts to the option's type
    private <V> V set(V given) {
        value = (T) given;
        return given;
    }

    /** Returns the value; null if the option was not given and has no default. */
    final @Nullable T value() {
        return value;
    }
}
