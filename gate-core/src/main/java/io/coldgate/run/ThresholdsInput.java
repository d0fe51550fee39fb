package io.coldgate.run;

import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.diagnostic.Diagnostic;
import io.coldgate.thresholds.read.ReadOptions;
import io.coldgate.thresholds.read.ReadResult;
import io.coldgate.thresholds.read.ThresholdsReader;
import io.coldgate.unit.Counted;
import io.coldgate.unit.Printable;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Reads the thresholds file for a run: the functions that were asked for, or every mistake. */
public final class ThresholdsInput {
    /** The words that introduce a pattern on the command line of most commands. */
    static final String FUNCTION = "--function ";

    private ThresholdsInput() {}

    /**
     * The file's content.
     *
     * @throws RunException with exit code 2 when there is any mistake in it
     */
    public static Thresholds read(Path file, ReadOptions options) throws RunException {
        if (Files.isDirectory(file)) {
            throw new RunException(
                    ExitCode.USAGE,
                    file + ": a folder: name the file in it, such as " + file.resolve("thresholds.yaml"));
        }
        if (!Files.isRegularFile(file)) {
            throw new RunException(
                    ExitCode.USAGE,
                    file + ": no such file; name another with --file, or let coldgate init write a" + " first one");
        }
        ReadResult result = ThresholdsReader.read(file, file.toString(), options);
        if (result.thresholds().isPresent()) {
            return result.thresholds().get();
        }
        throw mistakes(file, result.diagnostics());
    }

    /**
     * The same, where the options speak only of the functions that match one of the patterns, and of all where there is
     * no pattern: what a command leaves out cannot contradict its command line.
     *
     * @param option how the patterns are introduced on the command line
     */
    public static Thresholds read(Path file, ReadOptions options, List<String> patterns, String option)
            throws RunException {
        List<PathMatcher> matchers = new ArrayList<>();
        for (String pattern : patterns) {
            matchers.add(matcher(pattern, option));
        }
        return read(
                file,
                options.only(
                        name -> matchers.isEmpty() || matchers.stream().anyMatch(matcher -> matches(matcher, name))));
    }

    /** Returns the end of a command for mistakes in a file, each shown with its line. */
    static RunException mistakes(Path file, List<Diagnostic> diagnostics) {
        return new RunException(
                ExitCode.USAGE,
                diagnostics.stream().map(Diagnostic::problem).toList(),
                lines(diagnostics, false),
                lines(diagnostics, true),
                file + ": " + Counted.of(diagnostics.size(), "error") + "; nothing was measured");
    }

    private static String lines(List<Diagnostic> diagnostics, boolean colored) {
        return diagnostics.stream()
                .map(diagnostic -> diagnostic.render(colored))
                .collect(Collectors.joining("\n"));
    }

    /**
     * The same with only the functions that match one of the patterns, and without results of other tools where there
     * is a pattern.
     *
     * @throws RunException with exit code 2 for a pattern that matches none
     */
    static Thresholds select(Thresholds thresholds, List<String> patterns) throws RunException {
        return select(thresholds, patterns, FUNCTION);
    }

    /**
     * The same.
     *
     * @param option how the patterns are introduced on the command line
     */
    public static Thresholds select(Thresholds thresholds, List<String> patterns, String option) throws RunException {
        if (patterns.isEmpty()) {
            return thresholds;
        }
        List<FunctionSpec> selected = new ArrayList<>();
        List<PathMatcher> matchers = new ArrayList<>();
        for (String pattern : patterns) {
            PathMatcher matcher = matcher(pattern, option);
            if (thresholds.functions().stream().noneMatch(function -> matches(matcher, function.name()))) {
                throw new RunException(
                        ExitCode.USAGE,
                        option + Printable.quote(pattern) + " matches no function of " + thresholds.shownAs()
                                + "; it has: " + names(thresholds));
            }
            matchers.add(matcher);
        }
        for (FunctionSpec function : thresholds.functions()) {
            if (matchers.stream().anyMatch(matcher -> matches(matcher, function.name()))) {
                selected.add(function);
            }
        }
        return only(thresholds, selected);
    }

    /**
     * The same with only the functions that a results file names.
     *
     * @throws RunException with exit code 2 for a name that the thresholds file lacks
     */
    static Thresholds named(Thresholds thresholds, List<String> names) throws RunException {
        List<FunctionSpec> selected = thresholds.functions().stream()
                .filter(function -> names.contains(function.name()))
                .toList();
        for (String name : names) {
            if (selected.stream().noneMatch(function -> function.name().equals(name))) {
                throw new RunException(
                        ExitCode.USAGE,
                        "the results are of a function " + Printable.quote(name) + " that " + thresholds.shownAs()
                                + " does not have; it has: " + names(thresholds));
            }
        }
        return thresholds.with(selected, thresholds.results());
    }

    private static Thresholds only(Thresholds thresholds, List<FunctionSpec> selected) {
        return thresholds.with(selected, List.of());
    }

    private static PathMatcher matcher(String pattern, String option) throws RunException {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        } catch (PatternSyntaxException e) {
            throw new RunException(
                    ExitCode.USAGE, option + Printable.quote(pattern) + ": not a pattern: " + e.getDescription());
        }
    }

    private static boolean matches(PathMatcher matcher, String function) {
        return matcher.matches(Path.of(function));
    }

    private static String names(Thresholds thresholds) {
        return String.join(
                ", ", thresholds.functions().stream().map(FunctionSpec::name).toList());
    }
}
