package io.coldgate.cli.completion;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The completion script for fish: a line for each command and for each of its options. */
final class FishCompletion {
    private final StringBuilder script = new StringBuilder();
    private final String name;

    private FishCompletion(String name) {
        this.name = name;
    }

    /** Returns the script for a command line. */
    static String of(CommandSpec root) {
        FishCompletion completion = new FishCompletion(root.name());
        completion.script.append("# Completions of ").append(root.name()).append(" for fish\n");
        for (OptionSpec option : root.options()) {
            completion.add(option, "__fish_use_subcommand");
        }
        completion.addCommands(root, "__fish_use_subcommand", "");
        return completion.script.toString();
    }

    /** Adds the commands below one, with their options, and the commands below them. */
    private void addCommands(CommandSpec parent, String whereOffered, String seenBefore) {
        for (Map.Entry<String, CommandLine> each : parent.subcommands().entrySet()) {
            CommandSpec command = each.getValue().getCommandSpec();
            line(whereOffered)
                    .append(" -f -a ")
                    .append(each.getKey())
                    .append(description(command.usageMessage().description()))
                    .append('\n');
            String seen = seenBefore + "__fish_seen_subcommand_from " + each.getKey();
            for (OptionSpec option : command.options()) {
                add(option, seen);
            }
            addCommands(command, seen, seen + "; and ");
        }
    }

    private StringBuilder line(String condition) {
        return script.append("complete -c ")
                .append(name)
                .append(" -n '")
                .append(condition)
                .append('\'');
    }

    private void add(OptionSpec option, String condition) {
        if (option.hidden()) {
            return;
        }
        line(condition);
        for (String each : option.names()) {
            script.append(each.startsWith("--") ? " -l " + each.substring(2) : " -s " + each.substring(1));
        }
        // Values are often files, which fish offers by itself. For an optional value, fish must not wait for one.
        script.append(option.arity().min() > 0 ? " -r" : "")
                .append(description(option.description()))
                .append('\n');
    }

    /** Returns the first sentence or line of a description, quoted for fish. */
    private static String description(String... lines) {
        if (lines.length == 0 || lines[0].isEmpty()) {
            return "";
        }
        String text =
                CommandLine.Help.Ansi.OFF.string(lines[0]).replace("%n", " ").replace("%%", "%");
        int end = text.indexOf(". ");
        String first = end < 0 ? text : text.substring(0, end + 1);
        return " -d '" + first.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
