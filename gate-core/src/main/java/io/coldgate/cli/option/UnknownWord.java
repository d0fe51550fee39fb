package io.coldgate.cli.option;

import io.coldgate.thresholds.diagnostic.DidYouMean;
import io.coldgate.unit.Printable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.UnmatchedArgumentException;

/** A word of the command line that is no command, option or argument, and the one that was probably meant. */
public final class UnknownWord {
    /** Shorter words are near to too many others. */
    private static final int SHORTEST = 3;

    private UnknownWord() {}

    /** Returns one sentence about the first such word. */
    public static String sentence(UnmatchedArgumentException e) {
        CommandLine command = e.getCommandLine();
        String word = e.getUnmatched().get(0);
        if (e.isUnknownOption()) {
            String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            List<String> known = command.getCommandSpec().optionsMap().keySet().stream()
                    .filter(option -> option.startsWith("--"))
                    .sorted()
                    .toList();
            return "unknown option " + Printable.quote(name)
                    + meant(name, known).map(UnknownWord::question).orElse("");
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

    private static String question(String word) {
        return "; did you mean " + word + "?";
    }

    /** The nearest word, or the first one that begins so. */
    private static Optional<String> meant(String word, Collection<String> known) {
        if (word.replace("-", "").length() < SHORTEST) {
            return Optional.empty();
        }
        return DidYouMean.closest(word, known)
                .or(() -> known.stream().filter(each -> each.startsWith(word)).findFirst());
    }
}
