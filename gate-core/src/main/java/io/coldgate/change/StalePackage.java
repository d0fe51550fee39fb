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
 * A package that its build command left as it was, although code that it is built from is newer: typically the target
 * of a Makefile without its sources as prerequisites. The gate would measure old code and pass it.
 *
 * @param function the function
 * @param newer a file of code that is newer, relative to the top of the repository
 */
public record StalePackage(FunctionSpec function, String newer) {
    /** When a file was last written in any way, which the tools that set its time of modification do not change. */
    private static final String CHANGED = "unix:ctime";

    /**
     * Returns the packages that are older than their code; none outside of a git working tree. A repository is only
     * looked through if a command did not write its package.
     *
     * @param functions functions whose build commands have ended
     * @param folder the thresholds file's folder
     * @param began when the first command was started
     */
    public static List<StalePackage> among(List<FunctionSpec> functions, Path folder, Instant began)
            throws InterruptedException {
        Map<FunctionSpec, Instant> unwritten = new LinkedHashMap<>();
        for (FunctionSpec function : functions) {
            written(function).filter(time -> time.isBefore(began)).ifPresent(time -> unwritten.put(function, time));
        }
        if (unwritten.isEmpty()) {
            return List.of();
        }
        try {
            return among(unwritten, folder.toRealPath());
        } catch (ChangeException | IOException e) {
            // Without a repository, nothing says which code belongs to a package.
            return List.of();
        }
    }

    private static List<StalePackage> among(Map<FunctionSpec, Instant> unwritten, Path folder)
            throws ChangeException, InterruptedException {
        WorkingTree tree = WorkingTree.since(folder, "HEAD");
        Map<Path, Instant> code = tree.code()
                .flatMap(file -> time(file, "lastModifiedTime").map(time -> Map.entry(file, time)).stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        GoImports go = new GoImports("go");
        List<StalePackage> stale = new ArrayList<>();
        for (Map.Entry<FunctionSpec, Instant> function : unwritten.entrySet()) {
            Set<Path> newer = code.entrySet().stream()
                    .filter(file -> file.getValue().isAfter(function.getValue()))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!newer.isEmpty()) {
                FunctionInputs.of(function.getKey(), folder, tree, go)
                        .touchedBy(newer)
                        .ifPresent(file -> stale.add(new StalePackage(function.getKey(), tree.shown(file))));
            }
        }
        return stale;
    }

    /** Returns the warning, at the build command. */
    public Problem problem() {
        return Problem.at(
                function.locationOf(Source.BUILD),
                function.shown(Source.BUILD),
                "the command did not write the package, which is older than " + newer + ": old code may be measured",
                "let the command depend on its sources, or always build");
    }

    /** Returns when a package was last written; empty if no command builds it. */
    private static Optional<Instant> written(FunctionSpec function) {
        if (function.source().build().isEmpty()) {
            return Optional.empty();
        }
        return function.source().packagePath().flatMap(StalePackage::newest);
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
