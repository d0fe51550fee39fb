package io.coldgate.change;

import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Source;
import io.coldgate.thresholds.SourcePattern;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.yaml.EntryChanges;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The functions that a change touches: those with an input that differs from the merge base with the ref. If a
 * function's inputs are not known, any change touches it.
 *
 * @param base the commit used for the comparison
 * @param changedFiles number of files that differ
 * @param reasons the reasons by the function's name, in the file's order
 */
public record ChangeSelection(String base, int changedFiles, Map<String, String> reasons) {
    /** Copies the map, in its order. */
    public ChangeSelection {
        reasons = Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
    }

    /** Compares the working tree around the thresholds file with the ref. */
    public static ChangeSelection since(Thresholds thresholds, String ref)
            throws ChangeException, InterruptedException {
        return since(thresholds, ref, new GoImports("go"));
    }

    static ChangeSelection since(Thresholds thresholds, String ref, GoImports go)
            throws ChangeException, InterruptedException {
        Path file = real(thresholds.file());
        Path folder = Objects.requireNonNull(file.getParent());
        WorkingTree tree = WorkingTree.since(folder, ref);
        Map<String, String> reasons = new LinkedHashMap<>();
        EntryChanges entries = entries(file, tree);
        for (FunctionSpec function : thresholds.functions()) {
            requireMatches(function, tree);
            reason(function, folder, tree, entries, go).ifPresent(reason -> reasons.put(function.name(), reason));
        }
        return new ChangeSelection(tree.base(), tree.changed().size(), reasons);
    }

    private static Optional<String> reason(
            FunctionSpec function, Path folder, WorkingTree tree, EntryChanges entries, GoImports go)
            throws InterruptedException {
        if (!tree.isComplete()) {
            return Optional.of("a changed file has a name that cannot be read here");
        }
        if (entries.whole().isPresent()) {
            return entries.whole();
        }
        if (entries.functions().contains(function.name())) {
            return Optional.of("its entry in the thresholds file changed");
        }
        FunctionInputs inputs = FunctionInputs.of(function, folder, tree, go);
        Optional<Path> touched = inputs.touchedBy(tree.changed());
        if (touched.isPresent()) {
            return touched.map(file -> tree.shown(file) + " changed");
        }
        return inputs.isKnown() || tree.changed().isEmpty()
                ? Optional.empty()
                : Optional.of("what it is built from is not known: name it with sources:");
    }

    private static EntryChanges entries(Path file, WorkingTree tree) throws ChangeException, InterruptedException {
        if (!tree.changed().contains(file)) {
            // An ignored file does not appear as changed, and no commit contains it for a comparison.
            return tree.tracked().contains(file)
                    ? new EntryChanges(Optional.empty(), Set.of())
                    : EntryChanges.whole("no commit contains the thresholds file");
        }
        Optional<byte[]> before = tree.atBase(file);
        try {
            return before.isPresent()
                    ? EntryChanges.between(before.get(), Files.readAllBytes(file))
                    : EntryChanges.whole("the thresholds file is new");
        } catch (IOException e) {
            throw new ChangeException(WorkingTree.problem(file, "cannot be read", e));
        }
    }

    /** Requires that a glob matches something: otherwise the function would silently never be selected. */
    private static void requireMatches(FunctionSpec function, WorkingTree tree) throws ChangeException {
        for (SourcePattern pattern : function.source().patterns()) {
            if (tree.tracked().stream().noneMatch(pattern::matches)
                    && tree.changed().stream().noneMatch(pattern::matches)) {
                throw new ChangeException(Problem.at(
                        function.locationOf(Source.SOURCES),
                        function.shown(Source.SOURCES),
                        Printable.quote(pattern.text()) + " matches no file that git knows",
                        "correct it"));
            }
        }
    }

    private static Path real(Path file) throws ChangeException {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw new ChangeException(WorkingTree.problem(file, "cannot be looked up", e));
        }
    }
}
