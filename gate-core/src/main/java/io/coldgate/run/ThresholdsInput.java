package io.coldgate.run;

import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.diagnostic.Diagnostic;
import io.coldgate.thresholds.read.ReadOptions;
import io.coldgate.thresholds.read.ReadResult;
import io.coldgate.thresholds.read.ThresholdsReader;
import io.coldgate.unit.Counted;
import io.coldgate.unit.Glob;
import io.coldgate.unit.Printable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Reads the thresholds file for a run: the selected functions, or every mistake. */
public final class ThresholdsInput {
    /** The option that introduces a pattern on the command line of most commands. */
    static final String FUNCTION = "--function ";

    private ThresholdsInput() {}

    /**
     * Reads the file.
     *
     * @throws RunException with exit code 2 when it has a mistake
     */
    public static Thresholds read(Path file, ReadOptions options) throws RunException {
        if (Files.isDirectory(file)) {
            throw new RunException(
                    ExitCode.USAGE,
                    file + ": a folder: name the file in it, such as " + file.resolve(ThresholdsFile.NAME));
        }
        if (!Files.isRegularFile(file)) {
            throw new RunException(
                    ExitCode.USAGE,
                    file + ": no such file; name another with --file, or let coldgate init write a first one");
        }
        ReadResult result = ThresholdsReader.read(file, file.toString(), options);
        if (result.thresholds().isPresent()) {
            return result.thresholds().get();
        }
        throw mistakes(file, result.diagnostics());
    }

    /**
     * Reads the file with options that apply only to the functions that match one of the patterns, or to all functions
     * if there is no pattern. A function that the command leaves out cannot contradict its options.
     */
    public static Thresholds read(Path file, ReadOptions options, List<String> patterns) throws RunException {
        return read(file, options.only(name -> patterns.isEmpty() || matches(patterns, name)));
    }

    /** Returns the exception for mistakes in a file, each shown with its line. */
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
     * Returns the thresholds with only the functions that match one of the patterns. If there is a pattern, results of
     * other tools are left out.
     *
     * @throws RunException with exit code 2 for a pattern that matches none
     */
    static Thresholds select(Thresholds thresholds, List<String> patterns) throws RunException {
        return select(thresholds, patterns, FUNCTION);
    }

    /**
     * Returns the thresholds with only the functions that match one of the patterns, as above.
     *
     * @param option how the patterns are introduced on the command line
     */
    public static Thresholds select(Thresholds thresholds, List<String> patterns, String option) throws RunException {
        if (patterns.isEmpty()) {
            return thresholds;
        }
        for (String pattern : patterns) {
            if (thresholds.functions().stream().noneMatch(function -> Glob.matches(pattern, function.name()))) {
                throw new RunException(
                        ExitCode.USAGE,
                        option + Printable.quote(pattern) + " matches no function of " + thresholds.shownAs()
                                + "; it has: " + names(thresholds));
            }
        }
        List<FunctionSpec> selected = thresholds.functions().stream()
                .filter(function -> matches(patterns, function.name()))
                .toList();
        return only(thresholds, selected);
    }

    /**
     * Returns the thresholds with only the functions that a results file names.
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

    private static boolean matches(List<String> patterns, String function) {
        return patterns.stream().anyMatch(pattern -> Glob.matches(pattern, function));
    }

    private static String names(Thresholds thresholds) {
        return String.join(
                ", ", thresholds.functions().stream().map(FunctionSpec::name).toList());
    }
}
