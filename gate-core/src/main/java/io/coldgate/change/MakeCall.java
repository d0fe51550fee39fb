package io.coldgate.change;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call of make.
 *
 * @param folder the folder in which it reads the Makefile
 * @param targets the targets; empty for the usual one
 * @param variables the variables that it sets
 * @param files the Makefiles that it names, relative to the folder; empty for the usual one
 */
record MakeCall(Path folder, List<String> targets, Map<String, String> variables, List<String> files) {
    private static final Pattern VARIABLE = Pattern.compile("(\\w++):?=(.*+)");

    /** The options whose value is the next word, apart from those for the folder and the file. */
    private static final Pattern WITH_VALUE = Pattern.compile("-[IWo]|--(?:include-dir|what-if|old-file)");

    /** A number of jobs, after {@code -j}. */
    private static final Pattern NUMBER = Pattern.compile("[0-9.]+");

    private static final Pattern FOLDER = Pattern.compile("-C|--directory");
    private static final Pattern FOLDER_WITHIN = Pattern.compile("(?:-C|--directory=)(.++)");
    private static final Pattern FILE = Pattern.compile("-f|--file|--makefile");
    private static final Pattern FILE_WITHIN = Pattern.compile("(?:-f|--file=|--makefile=)(.++)");

    /**
     * Reads the words after {@code make}, up to the next call of it.
     *
     * @param words the words
     * @param start the folder where it is called
     */
    static MakeCall of(List<CommandLine.Word> words, Path start) {
        Path folder = start;
        List<String> targets = new ArrayList<>();
        Map<String, String> variables = new HashMap<>();
        List<String> files = new ArrayList<>();
        String value = "";
        for (int i = 0; i < words.size() && !MakeRecipes.isMake(words.get(i).text()); i++) {
            String word = words.get(i).text();
            Matcher variable = VARIABLE.matcher(word);
            Matcher within = FOLDER_WITHIN.matcher(word);
            Matcher file = FILE_WITHIN.matcher(word);
            if (word.equals(value)) {
                // The value of an assignment is a word of its own too.
                value = "";
            } else if (FOLDER.matcher(word).matches() && i + 1 < words.size()) {
                i++;
                folder = CommandLine.resolved(folder, words.get(i).text()).orElse(folder);
            } else if (within.matches()) {
                value = within.group(1);
                folder = CommandLine.resolved(folder, value).orElse(folder);
            } else if (FILE.matcher(word).matches() && i + 1 < words.size()) {
                i++;
                files.add(words.get(i).text());
            } else if (file.matches()) {
                value = file.group(1);
                files.add(value);
            } else if (WITH_VALUE.matcher(word).matches()) {
                i++;
            } else if (variable.matches()) {
                value = variable.group(2);
                variables.put(variable.group(1), value);
            } else if (!word.startsWith("-") && !NUMBER.matcher(word).matches()) {
                targets.add(word);
            }
        }
        return new MakeCall(folder, List.copyOf(targets), Map.copyOf(variables), List.copyOf(files));
    }
}
