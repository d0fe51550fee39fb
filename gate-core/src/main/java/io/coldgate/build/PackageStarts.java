package io.coldgate.build;

import io.coldgate.artifact.ArtifactException;
import io.coldgate.artifact.StartCheck;
import io.coldgate.artifact.StartFinding;
import io.coldgate.artifact.StartTarget;
import io.coldgate.facts.Architectures;
import io.coldgate.thresholds.Baseline;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Key;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.Source;
import io.coldgate.unit.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Objections that AWS would have to the existing packages of a file's functions, before anything is deployed. */
public final class PackageStarts {
    private PackageStarts() {}

    /**
     * One finding.
     *
     * @param certain whether AWS is certain not to start the function; otherwise it is only a warning
     * @param problem the location in the file, the problem and its remedy
     */
    public record Line(boolean certain, Problem problem) {}

    /** Returns what is wrong with the packages of the function and of its baseline. */
    public static List<Line> of(FunctionSpec function) {
        List<Line> lines = new ArrayList<>(of(function, function.source().packagePath(), Source.PACKAGE));
        lines.addAll(of(
                function, function.comparison().baseline().flatMap(baseline -> baseline.packagePath()), Baseline.KEY));
        return lines;
    }

    /**
     * Returns what is wrong with one package; nothing if it does not exist or cannot be read, which its reader reports.
     */
    static List<Line> of(FunctionSpec function, Optional<Path> source, Key<?> key) {
        Optional<StartTarget> target = target(function);
        if (source.isEmpty() || target.isEmpty() || !Files.exists(source.get())) {
            return List.of();
        }
        try {
            return StartCheck.of(source.get(), target.get()).stream()
                    .map(finding -> line(function, key, finding))
                    .toList();
        } catch (ArtifactException e) {
            return List.of();
        }
    }

    private static Line line(FunctionSpec function, Key<?> key, StartFinding finding) {
        // A package that is only checked for size does not have to start.
        boolean certain = finding.certain() && function.isStarted();
        return new Line(certain, Problem.at(function.locationOf(key), function.shown(key), finding.message(), ""));
    }

    /**
     * Returns the start target; empty for a copy of a deployed function, which has its own, and for a package that is
     * only checked for size and names no runtime.
     */
    private static Optional<StartTarget> target(FunctionSpec function) {
        boolean copied = function.target().cloud().function().isPresent();
        if ((copied || !function.isStarted()) && function.said().runtime().isEmpty()) {
            return Optional.empty();
        }
        boolean embedded = function.target().platform() == PlatformName.EMBEDDED;
        return Optional.of(new StartTarget(
                function.configuration().runtime(),
                copied && function.said().handler().isEmpty()
                        ? ""
                        : function.configuration().handler(),
                architectures(function, copied),
                copied || !function.target().cloud().layers().isEmpty(),
                embedded && property("os.name").startsWith("mac")));
    }

    /**
     * Returns the possible architectures. A function that names none is measured on this machine's architecture, except
     * on AWS, where the default applies.
     */
    private static Set<String> architectures(FunctionSpec function, boolean copied) {
        if (function.said().architecture().isPresent()) {
            return Set.of(function.configuration().architecture());
        }
        if (copied) {
            return Set.of();
        }
        String host = Architectures.ofHost();
        return function.target().platform() == PlatformName.AWS
                        || host.equals(function.configuration().architecture())
                ? Set.of(function.configuration().architecture())
                : Set.of(function.configuration().architecture(), host);
    }

    private static String property(String name) {
        return System.getProperty(name, "").toLowerCase(Locale.ROOT);
    }
}
