package io.coldgate;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A table of packages in a Markdown file: its first column names a package, its third the packages that this one
 * imports.
 */
final class PackageTable {
    private static final Pattern NAME = Pattern.compile("`([a-z.]+)`");

    private final String root;
    private final Map<String, Set<String>> rows;

    private PackageTable(String root, Map<String, Set<String>> rows) {
        this.root = root;
        this.rows = rows;
    }

    /**
     * Reads the first table below a heading.
     *
     * @param root what stands before each name; the package itself goes by its last name
     */
    static PackageTable of(Path file, String heading, String root) {
        Map<String, Set<String>> rows = new LinkedHashMap<>();
        try {
            Files.readAllLines(file).stream()
                    .dropWhile(line -> !line.startsWith(heading))
                    .skip(1)
                    .takeWhile(line -> !line.startsWith("## "))
                    .filter(line -> line.startsWith("| `"))
                    .map(line -> line.split(" \\| ", 3))
                    .forEach(cells -> rows.put(names(cells[0]).iterator().next(), names(cells[2])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PackageTable(root, rows);
    }

    private static Set<String> names(String cell) {
        Matcher names = NAME.matcher(cell);
        return names.results().map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> packages() {
        return rows.keySet();
    }

    Set<String> allowed(String name) {
        return rows.get(name);
    }

    /** The packages of the project that a package's classes use, by the names of the table. */
    Set<String> imports(String name, List<JavaClass> classes) {
        String full = fullName(name);
        return classes.stream()
                .filter(type -> type.getPackageName().equals(full))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType)
                .map(JavaClass::getPackageName)
                .filter(used -> used.startsWith("io.coldgate.") && !used.equals(full))
                .map(this::shortName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    String fullName(String name) {
        return root.endsWith("." + name) ? root : root + "." + name;
    }

    private String shortName(String full) {
        if (full.startsWith("io.coldgate.embedded") && !root.endsWith("embedded")) {
            return "embedded";
        }
        if (!full.startsWith(root)) {
            return full.substring("io.coldgate.".length());
        }
        return full.equals(root) ? root.substring(root.lastIndexOf('.') + 1) : full.substring(root.length() + 1);
    }
}
