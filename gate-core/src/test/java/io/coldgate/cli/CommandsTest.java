package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

final class CommandsTest {
    @ParameterizedTest
    @MethodSource("names")
    void aStartMakesOnlyTheCommandThatItNames(String name) {
        CommandLine root = new CommandLine(new Root());

        new Commands(new CapturedCli().terminal()).addFor(root, name, "--help");

        assertThat(root.getSubcommands().keySet())
                .containsExactlyElementsOf(name.equals("completion") ? names() : Set.of(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aCommandIsFoundByTheNameThatItCallsItself(String name) {
        CommandLine command =
                Cli.line(new CapturedCli().terminal()).getSubcommands().get(name);

        Object made = command.getCommand();

        assertThat(made.getClass().getAnnotation(Command.class).name()).isEqualTo(name);
    }

    @Test
    void anythingElseMeetsAllCommands() {
        for (String[] arguments : new String[][] {{}, {"--help"}, {"--no-color", "check"}, {"chekc"}}) {
            CommandLine root = new CommandLine(new Root());

            new Commands(new CapturedCli().terminal()).addFor(root, arguments);

            assertThat(root.getSubcommands().keySet()).containsExactlyElementsOf(names());
        }
    }

    static Set<String> names() {
        return Cli.line(new CapturedCli().terminal()).getSubcommands().keySet();
    }

    @Command(name = "root")
    private static final class Root {}
}
