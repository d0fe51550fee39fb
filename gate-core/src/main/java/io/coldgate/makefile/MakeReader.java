package io.coldgate.makefile;

import io.coldgate.unit.Expansion;
import io.coldgate.unit.PlainText;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a Makefile and the files that it includes, line by line. Plain variables are substituted; expressions that make
 * would compute are left unchanged, and match nothing.
 */
final class MakeReader {
    // Possessive quantifiers avoid backtracking over long lines and deep recursion.
    static final Pattern ASSIGNMENT = Pattern.compile("(?:export\\s+)?([A-Za-z0-9_]++)\\s*+(?::|::|\\?)?=\\s*+(.*+)");
    static final Pattern RULE = Pattern.compile("([^\\s:=#][^:=#]*+)::?(?!=)\\s*+([^;]*+)(?:;(.*+))?");
    static final Pattern INCLUDE = Pattern.compile(" *+[-s]?include[ \\t]++([^#]*+).*+");

    /** A variable, or one of the two commands whose output is known without running them. */
    private static final Pattern VARIABLE = Pattern.compile(
            "\\$[({]([A-Za-z0-9_]+|" + MakeTargets.WORKING_FOLDER + "|" + MakeTargets.TOP_OF_REPOSITORY + ")[)}]");

    /** Make's function that lists the files of a pattern; {@code include} takes patterns without it as well. */
    private static final Pattern WILDCARD = Pattern.compile("\\$[({]wildcard[ \\t]++([^(){}$]*+)[)}]");

    /** The name of an included file, whose last element may be a pattern. */
    private static final Pattern INCLUDED = Pattern.compile("(?:[\\w.@+-]*+/)*+[\\w.@+*?-]++");

    private static final String GOARCH = "GOARCH";

    /** A line that exports a variable, or every variable, to the commands of all recipes. */
    private static final Pattern EXPORT = Pattern.compile("export(?:[ \\t]++.*\\bGOARCH\\b.*+|\\s*+)");

    private static final int MOST_TARGETS = 2_000;

    /** The largest number of files; a Makefile of a large repository includes about ten. */
    private static final int MOST_FILES = 100;

    private final Path folder;
    private final Map<String, String> variables;
    private final Expansion expansion;
    private final List<MakeTargets.Target> targets;
    private final Set<Path> files = new LinkedHashSet<>();
    private final Set<Path> tooLong = new LinkedHashSet<>();
    private final StringBuilder recipe = new StringBuilder();
    private Path current;
    private List<String> names = List.of();
    private boolean exported;
    private boolean isComplete = true;

    /**
     * Prepares to read.
     *
     * @param folder where make runs, from which names of included files are resolved
     * @param given variables that are given to make, and override those of the file
     * @param targets takes the targets, in make's order
     */
    MakeReader(Path folder, Map<String, String> given, Expansion expansion, List<MakeTargets.Target> targets) {
        this.folder = folder;
        this.current = folder;
        this.variables = new HashMap<>(given);
        this.expansion = expansion;
        this.targets = targets;
    }

    Set<Path> files() {
        return files;
    }

    Set<Path> tooLong() {
        return tooLong;
    }

    boolean isComplete() {
        return isComplete;
    }

    /** Reads a file, unless it was read before. */
    void read(Path file) throws IOException {
        isComplete &= files.size() < MOST_FILES;
        boolean isNew = files.size() < MOST_FILES && files.add(file);
        if (!isNew || !Files.isReadable(file) || !Files.isRegularFile(file)) {
            return;
        }
        Path outer = current;
        current = file;
        String joined = PlainText.start(file).replaceAll("\\\\\r?\n[ \t]*", " ");
        for (String line : joined.lines().toList()) {
            if (line.startsWith("\t")) {
                recipe.append(line.strip()).append('\n');
            } else {
                line(line);
            }
        }
        endRule();
        current = outer;
    }

    private void line(String line) throws IOException {
        Matcher assignment = ASSIGNMENT.matcher(line);
        Matcher include = INCLUDE.matcher(line);
        Matcher rule = RULE.matcher(line);
        if (assignment.matches()) {
            exported |= line.startsWith("export") && assignment.group(1).equals(GOARCH);
            noted(expanded(assignment.group(2).strip()))
                    .ifPresent(value -> variables.putIfAbsent(assignment.group(1), value));
        } else if (EXPORT.matcher(line).matches()) {
            exported = true;
        } else if (include.matches()) {
            endRule();
            include(include.group(1));
        } else if (rule.matches()) {
            endRule();
            names = noted(expanded(rule.group(1)))
                    .map(all -> List.of(all.strip().split("\\s+")))
                    .orElse(List.of());
            recipe.append(rule.group(2)).append('\n');
            recipe.append(rule.group(3) == null ? "" : rule.group(3)).append('\n');
        }
    }

    private void endRule() {
        Optional<String> made = names.isEmpty() ? Optional.empty() : noted(expanded(recipe.toString()));
        if (made.isPresent()) {
            String architecture = exported ? "\n" + GOARCH + "=" + variables.getOrDefault(GOARCH, "") : "";
            names.forEach(name -> add(name, made.get() + architecture));
        }
        names = List.of();
        recipe.setLength(0);
    }

    private void add(String name, String lines) {
        boolean callable = PlainText.isHarmless(name.replace("%", "")) && !name.startsWith(".");
        if (callable && targets.size() < MOST_TARGETS) {
            noted(expansion.replaced(lines, "$@", name))
                    .ifPresent(own -> targets.add(new MakeTargets.Target(folder, name, own)));
        }
    }

    /** Reads included files. A missing one is not an error: it may be optional, or made by a rule. */
    private void include(String written) throws IOException {
        Optional<String> names = noted(expanded(written));
        isComplete &= names.isPresent();
        for (String name :
                WILDCARD.matcher(names.orElse("")).replaceAll("$1").strip().split("\\s+")) {
            if (INCLUDED.matcher(name).matches()) {
                for (Path file : matching(name)) {
                    read(file);
                }
            } else {
                isComplete &= name.isEmpty();
            }
        }
    }

    private List<Path> matching(String name) throws IOException {
        Path path = folder.resolve(name).normalize();
        Path parent = path.getParent();
        if (PlainText.isHarmless(name)) {
            return List.of(path);
        }
        if (parent == null || !Files.isDirectory(parent)) {
            return List.of();
        }
        List<Path> matching = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, String.valueOf(path.getFileName()))) {
            found.forEach(matching::add);
        }
        matching.sort(null);
        return matching;
    }

    private Optional<String> expanded(String text) {
        return expansion.replaced(text, VARIABLE, found -> variables.getOrDefault(found.group(1), found.group()));
    }

    private Optional<String> noted(Optional<String> made) {
        if (made.isEmpty()) {
            tooLong.add(current);
        }
        return made;
    }
}
