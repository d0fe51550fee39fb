package io.coldgate.change;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The words of one line of a command, without the shell's punctuation.
 *
 * @param words in their order; of an assignment, also its value as a word of its own
 */
record CommandLine(List<String> words) {
    /** The option before the folder in which a program works, or the one of which the next word is the value. */
    private static final Pattern WORKPLACE = Pattern.compile("-C|--directory(?:=.*+)?");

    /** The quote that begins the value of an assignment, which belongs to its name. */
    private static final Pattern QUOTE_OF_VALUE = Pattern.compile("=[\"']");

    CommandLine {
        words = List.copyOf(words);
    }

    /**
     * A word.
     *
     * @param text the word
     * @param folder the folder in which the shell is when it comes to it
     * @param isWorkplace whether it names the folder in which what follows works
     */
    record Word(String text, Path folder, boolean isWorkplace) {}

    /** Returns a command's lines: an argument that is itself a shell command may have several. */
    static List<CommandLine> ofCommand(List<String> command) {
        List<CommandLine> lines = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (String argument : command) {
            List<String> within = argument.lines().toList();
            for (int i = 0; i < within.size(); i++) {
                if (i > 0) {
                    lines.add(new CommandLine(words));
                    words.clear();
                }
                addWords(within.get(i), words);
            }
        }
        lines.add(new CommandLine(words));
        return lines;
    }

    /** Returns the line with that text. */
    static CommandLine ofText(String line) {
        List<String> words = new ArrayList<>();
        addWords(line, words);
        return new CommandLine(words);
    }

    private static void addWords(String text, List<String> words) {
        for (String part : QUOTE_OF_VALUE.matcher(text).replaceAll("=").split("[\\s\"';&|()<>]+")) {
            words.add(part);
            int equals = part.indexOf('=');
            if (equals >= 0) {
                words.add(part.substring(equals + 1));
            }
        }
        words.removeIf(String::isEmpty);
    }

    /**
     * Returns the words, each with its folder: {@code cd} changes it for the rest of the line.
     *
     * @param start the folder in which the line begins
     */
    List<Word> placed(Path start) {
        List<Word> placed = new ArrayList<>();
        Path folder = start;
        String before = "";
        for (String word : words) {
            boolean moves = before.equals("cd");
            placed.add(new Word(word, folder, moves || WORKPLACE.matcher(before).matches()));
            if (moves) {
                folder = resolved(folder, word).filter(Files::isDirectory).orElse(folder);
            }
            before = word;
        }
        return placed;
    }

    /** Returns the path that a word names in a folder; empty for what cannot be a path. */
    static Optional<Path> resolved(Path folder, String word) {
        try {
            return Optional.of(folder.resolve(word).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
