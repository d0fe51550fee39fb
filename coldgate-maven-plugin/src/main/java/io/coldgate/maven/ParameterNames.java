package io.coldgate.maven;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Translates the options of {@code coldgate check} in messages of the gate into the plugin's parameters. */
final class ParameterNames {
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");

    /** A reference to the help of a command that a Maven user did not call. */
    private static final Pattern HELP = Pattern.compile(" \\(see: coldgate check --help\\)$");

    /** The prefix of lines about the run; the headline already has it. */
    private static final String NAME = "coldgate: ";

    private static final Map<String, String> PARAMETERS = Map.of(
            "--file", "config",
            "--output", "outputDirectory",
            "--platform", "platform",
            "--function", "functions",
            "--time-limit", "timeLimit",
            "--max-samples", "maxSamples");

    private ParameterNames() {}

    /**
     * Returns the lines without parts that only apply to the command line, followed by a line that translates options.
     */
    static List<String> translated(List<String> lines) {
        List<String> all = new ArrayList<>();
        Set<String> options = new LinkedHashSet<>();
        for (String line : lines) {
            String own = HELP.matcher(line).replaceFirst("");
            all.add(own.startsWith(NAME) ? own.substring(NAME.length()) : own);
            Matcher named = OPTION.matcher(own);
            while (named.find()) {
                options.add(named.group());
            }
        }
        words(options).ifPresent(all::add);
        return all;
    }

    private static Optional<String> words(Set<String> options) {
        List<String> words = new ArrayList<>();
        for (String option : options) {
            String parameter = PARAMETERS.get(option);
            if (parameter != null) {
                words.add(option + " is the parameter " + parameter);
            }
        }
        return words.isEmpty() ? Optional.empty() : Optional.of("in the pom.xml, " + String.join(", ", words));
    }
}
