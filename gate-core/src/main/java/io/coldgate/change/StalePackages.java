package io.coldgate.change;

import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Source;
import io.coldgate.unit.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Packages that a build command left as they were, although code that they are built from is newer: typically the
 * target of a Makefile without its sources as prerequisites. The gate would measure old code and pass it.
 */
public final class StalePackages {
    /** When a file was last written in any way, which the tools that set its time of modification do not change. */
    private static final String CHANGED = "unix:ctime";

    private StalePackages() {}

    /**
     * Returns a warning for each such package; none outside of a git working tree. A repository is only looked through
     * if a command did not write its package.
     *
     * @param functions functions whose build commands have ended
     * @param folder the thresholds file's folder
     * @param began when the first command was started
     */
    public static List<Problem> warnings(List<FunctionSpec> functions, Path folder, Instant began)
            throws InterruptedException {
        Map<FunctionSpec, Instant> unwritten = new LinkedHashMap<>();
        for (FunctionSpec function : functions) {
            written(function).filter(time -> time.isBefore(began)).ifPresent(time -> unwritten.put(function, time));
        }
        if (unwritten.isEmpty()) {
            return List.of();
        }
        try {
            return warnings(unwritten, folder.toRealPath());
        } catch (ChangeException | IOException e) {
            // Without a repository, nothing says which code belongs to a package.
            return List.of();
        }
    }

    private static List<Problem> warnings(Map<FunctionSpec, Instant> unwritten, Path folder)
            throws ChangeException, InterruptedException {
        WorkingTree tree = WorkingTree.since(folder, "HEAD");
        Map<Path, Instant> code = tree.code()
                .flatMap(file -> time(file, "lastModifiedTime").map(time -> Map.entry(file, time)).stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        GoImports go = new GoImports("go");
        List<Problem> warnings = new ArrayList<>();
        for (Map.Entry<FunctionSpec, Instant> function : unwritten.entrySet()) {
            Set<Path> newer = code.entrySet().stream()
                    .filter(file -> file.getValue().isAfter(function.getValue()))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!newer.isEmpty()) {
                FunctionInputs.of(function.getKey(), folder, tree, go)
                        .touchedBy(newer)
                        .ifPresent(file -> warnings.add(warning(function.getKey(), tree.shown(file))));
            }
        }
        return warnings;
    }

    private static Problem warning(FunctionSpec function, String file) {
        return Problem.at(
                function.locationOf(Source.BUILD),
                function.shown(Source.BUILD),
                "the command did not write the package, which is older than " + file + ": old code may be measured",
                "let the command depend on its sources, or always build");
    }

    /** Returns when a package was last written; empty if no command builds it. */
    private static Optional<Instant> written(FunctionSpec function) {
        if (function.source().build().isEmpty()) {
            return Optional.empty();
        }
        return function.source().packagePath().flatMap(StalePackages::newest);
    }

    private static Optional<Instant> newest(Path path) {
        if (Files.isRegularFile(path)) {
            return time(path, CHANGED);
        }
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .flatMap(file -> time(file, CHANGED).stream())
                    .max(Comparator.naturalOrder());
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> time(Path file, String attribute) {
        try {
            return Files.getAttribute(file, attribute) instanceof FileTime time
                    ? Optional.of(time.toInstant())
                    : Optional.empty();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
