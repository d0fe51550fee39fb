package io.coldgate.explain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The packages of a Go program and their imports, as {@code go list -deps -json} lists them. A package that the linker
 * adds without an import (such as {@code runtime}) has no chain.
 *
 * @param packages by import path, each after those that it imports
 */
public record ImportGraph(Map<String, GoPackage> packages) {
    /** The Go runtime's name for a program's own package, whatever its import path. */
    private static final String MAIN = "main";

    /** Copies the map, preserving its order. */
    public ImportGraph {
        packages = Collections.unmodifiableMap(new LinkedHashMap<>(packages));
    }

    /**
     * Parses the output of {@code go list -deps -json}: a sequence of JSON objects. Unknown fields are ignored.
     *
     * @throws GoListException when it is not such output, or larger than that of any program
     */
    public static ImportGraph parse(String goListJson) throws GoListException {
        return GoListJson.parse(goListJson);
    }

    /** Returns the program's own package: the last one that is a program. */
    public Optional<GoPackage> mainPackage() {
        return packages.values().stream().filter(GoPackage::isMain).reduce((first, second) -> second);
    }

    /**
     * Returns a package by its import path, or by the Go runtime's name for it: {@code main} for the program's own,
     * {@code %2e} for a dot in the last element ({@code gopkg.in/yaml%2ev3}).
     */
    public Optional<GoPackage> find(String name) {
        GoPackage exact = packages.get(name);
        if (exact != null) {
            return Optional.of(exact);
        }
        return name.equals(MAIN) ? mainPackage() : Optional.ofNullable(packages.get(name.replace("%2e", ".")));
    }

    /** Returns whether the first package imports the second. */
    public boolean hasEdge(String importer, String imported) {
        GoPackage known = packages.get(importer);
        return known != null && known.imports().contains(imported);
    }

    /**
     * Returns the shortest chain of imports between two packages, both included; among several, the first in the order
     * of the imports. Empty when a package is unknown, or no chain exists.
     *
     * @param from a name as for {@link #find}, usually {@code main}
     * @param to a name as for {@link #find}
     */
    public Optional<ImportChain> chain(String from, String to) {
        return search(from, to, null);
    }

    /**
     * Returns the shortest chain of imports with an edge that the baseline does not have. If there is none, returns the
     * same as {@link #chain(String, String)}. Every chain to a package that the baseline does not have contains such an
     * edge.
     */
    public Optional<ImportChain> chain(String from, String to, ImportGraph baseline) {
        Optional<ImportChain> found = search(from, to, baseline);
        return found.isPresent() ? found : chain(from, to);
    }

    /**
     * A package on the search path.
     *
     * @param changed whether the path contains a new edge; always true if none is required
     */
    private record Step(String name, boolean changed) {}

    /** Searches breadth first; with a baseline, each package can be reached twice, before and after a new edge. */
    private Optional<ImportChain> search(String from, String to, @Nullable ImportGraph baseline) {
        Optional<GoPackage> first = find(from);
        Optional<GoPackage> last = find(to);
        if (first.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        String root = first.get().importPath();
        Step start = new Step(root, baseline == null);
        Step goal = new Step(last.get().importPath(), true);
        Map<Step, Step> cameFrom = new HashMap<>(Map.of(start, start));
        Deque<Step> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty() && !cameFrom.containsKey(goal)) {
            Step at = open.remove();
            for (String next : importsOf(at.name())) {
                boolean changed = at.changed()
                        || baseline != null
                                && baseline.isNewEdge(at.name(), next, at.name().equals(root));
                Step step = new Step(next, changed);
                if (cameFrom.putIfAbsent(step, at) == null) {
                    open.add(step);
                }
            }
        }
        return cameFrom.containsKey(goal) ? Optional.of(backwards(start, goal, cameFrom)) : Optional.empty();
    }

    private List<String> importsOf(String name) {
        GoPackage known = packages.get(name);
        return known == null ? List.of() : known.imports();
    }

    private static ImportChain backwards(Step start, Step goal, Map<Step, Step> cameFrom) {
        List<String> names = new ArrayList<>(List.of(goal.name()));
        for (Step at = goal; !at.equals(start); ) {
            at = cameFrom.getOrDefault(at, start);
            names.add(at.name());
        }
        Collections.reverse(names);
        return new ImportChain(names);
    }

    /**
     * Returns whether this graph, a baseline's, lacks an edge of a chain.
     *
     * @param first whether the importer is the first of its chain: a program that was renamed is still the program
     */
    boolean isNewEdge(String importer, String imported, boolean first) {
        String known = first && !packages.containsKey(importer)
                ? mainPackage().map(GoPackage::importPath).orElse(importer)
                : importer;
        return !hasEdge(known, imported);
    }
}
