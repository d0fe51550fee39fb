package io.coldgate.cli.option;

import io.coldgate.thresholds.diagnostic.DidYouMean;
import io.coldgate.unit.Printable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.UnmatchedArgumentException;

/** A word of the command line that is not a command, option or argument, and the one that was probably meant. */
public final class UnknownWord {
    /** The shortest word for suggestions; shorter words are close to too many others. */
    private static final int SHORTEST = 3;

    private UnknownWord() {}

    /** Returns one sentence about the first such word. */
    public static String sentence(UnmatchedArgumentException e) {
        CommandLine command = e.getCommandLine();
        String word = e.getUnmatched().get(0);
        if (e.isUnknownOption()) {
            return "unknown option " + Printable.quote(name(word))
                    + meantOption(e).map(UnknownWord::question).orElse("");
        }
        Collection<String> commands = command.getSubcommands().keySet();
        if (commands.isEmpty()) {
            return "unexpected argument " + Printable.quote(word);
        }
        return "unknown command " + Printable.quote(word)
                + meant(word, commands)
                        .map(UnknownWord::question)
                        .orElseGet(() -> "; commands: " + String.join(", ", commands));
    }

    /** Returns the option that was probably meant by the first such word. */
    public static Optional<String> meantOption(UnmatchedArgumentException e) {
        if (!e.isUnknownOption()) {
            return Optional.empty();
        }
        List<String> known = e.getCommandLine().getCommandSpec().optionsMap().keySet().stream()
                .filter(option -> option.startsWith("--"))
                .sorted()
                .toList();
        return meant(name(e.getUnmatched().get(0)), known);
    }

    private static String name(String word) {
        return word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
    }

    private static String question(String word) {
        return "; did you mean " + word + "?";
    }

    /** Returns the closest word, or the first one that begins with the given word. */
    private static Optional<String> meant(String word, Collection<String> known) {
        if (word.replace("-", "").length() < SHORTEST) {
            return Optional.empty();
        }
        return DidYouMean.closest(word, known)
                .or(() -> known.stream().filter(each -> each.startsWith(word)).findFirst());
    }
}
