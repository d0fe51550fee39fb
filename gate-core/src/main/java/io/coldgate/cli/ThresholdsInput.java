package io.coldgate.cli;

import io.coldgate.thresholds.diagnostic.Diagnostic;
import io.coldgate.thresholds.FunctionBudgets;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.read.ReadOptions;
import io.coldgate.thresholds.read.ReadResult;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.read.ThresholdsReader;
import io.coldgate.unit.Printable;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/** Reads the thresholds file for a command: every mistake on standard error, or the functions that were asked for. */
final class ThresholdsInput {
    private ThresholdsInput() {}

    /**
     * The file's content.
     *
     * @throws CommandException with exit code 2 when there is any mistake in it
     */
    static Thresholds read(Path file, ReadOptions options, Terminal terminal) throws CommandException {
        if (Files.isDirectory(file)) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "coldgate: " + file + ": a folder: name the file in it, such as "
                            + file.resolve("thresholds.yaml"));
        }
        if (!Files.isRegularFile(file)) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "coldgate: " + file + ": no such file; name another with --file, or let coldgate init write a"
                            + " first one");
        }
        ReadResult result = ThresholdsReader.read(file, file.toString(), options);
        if (result.thresholds().isPresent()) {
            return result.thresholds().get();
        }
        StringBuilder message = new StringBuilder();
        for (Diagnostic diagnostic : result.diagnostics()) {
            message.append(diagnostic.render(terminal.colorErr())).append('\n');
        }
        int mistakes = result.diagnostics().size();
        throw new CommandException(
                ExitCode.USAGE,
                message + "coldgate: " + file + ": " + (mistakes == 1 ? "1 error" : mistakes + " errors")
                        + "; nothing was deployed");
    }

    /**
     * The same with only the functions that match one of the patterns, and without results of other tools where there is a pattern.
     *
     * @throws CommandException with exit code 2 for a pattern that matches none
     */
    static Thresholds select(Thresholds thresholds, List<String> patterns) throws CommandException {
        return select(thresholds, patterns, "--function ");
    }

    /**
     * The same.
     *
     * @param option how the patterns are introduced on the command line
     */
    static Thresholds select(Thresholds thresholds, List<String> patterns, String option) throws CommandException {
        if (patterns.isEmpty()) {
            return thresholds;
        }
        List<FunctionBudgets> selected = new ArrayList<>();
        List<PathMatcher> matchers = new ArrayList<>();
        for (String pattern : patterns) {
            PathMatcher matcher = matcher(pattern, option);
            if (thresholds.functions().stream().noneMatch(function -> matches(matcher, function))) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "coldgate: " + option + Printable.quote(pattern) + " matches no function of "
                                + thresholds.shownAs() + "; it has: " + names(thresholds));
            }
            matchers.add(matcher);
        }
        for (FunctionBudgets function : thresholds.functions()) {
            if (matchers.stream().anyMatch(matcher -> matches(matcher, function))) {
                selected.add(function);
            }
        }
        return only(thresholds, selected);
    }

    /**
     * The same with only the functions that a results file names.
     *
     * @throws CommandException with exit code 2 for a name that the thresholds file lacks
     */
    static Thresholds named(Thresholds thresholds, List<String> names) throws CommandException {
        List<FunctionBudgets> selected = thresholds.functions().stream()
                .filter(function -> names.contains(function.name()))
                .toList();
        for (String name : names) {
            if (selected.stream().noneMatch(function -> function.name().equals(name))) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "coldgate: the results are of a function " + Printable.quote(name) + " that "
                                + thresholds.shownAs() + " does not have; it has: " + names(thresholds));
            }
        }
        return thresholds.with(selected, thresholds.results());
    }

    private static Thresholds only(Thresholds thresholds, List<FunctionBudgets> selected) {
        return thresholds.with(selected, List.of());
    }

    private static PathMatcher matcher(String pattern, String option) throws CommandException {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        } catch (PatternSyntaxException e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "coldgate: " + option + Printable.quote(pattern) + ": not a pattern: " + e.getDescription());
        }
    }

    private static boolean matches(PathMatcher matcher, FunctionBudgets function) {
        return matcher.matches(Path.of(function.name()));
    }

    private static String names(Thresholds thresholds) {
        return String.join(
                ", ", thresholds.functions().stream().map(FunctionBudgets::name).toList());
    }

    /**
     * Refuses a function on AWS that has no role.
     *
     * @throws CommandException with exit code 2
     */
    static void requireRoles(Thresholds thresholds) throws CommandException {
        for (FunctionBudgets function : thresholds.functions()) {
            boolean started =
                    !function.budgets().isEmpty() || !function.regressions().isEmpty();
            if (function.platform() == PlatformName.AWS
                    && started
                    && function.role().isEmpty()
                    && function.cloud().function().isEmpty()) {
                throw new CommandException(
                        ExitCode.USAGE,
                        function.locationOf("") + ": functions." + function.name() + ": no role: add role: and the ARN"
                                + " of the role that the function is to have on AWS, here or under"
                                + " defaults.platforms.aws");
            }
        }
    }

    /**
     * The one region that all functions run in; empty for the platform's own choice.
     *
     * @throws CommandException with exit code 2 when they name several
     */
    static Optional<String> region(Thresholds thresholds) throws CommandException {
        if (thresholds.functions().isEmpty()) {
            return Optional.empty();
        }
        FunctionBudgets first = thresholds.functions().get(0);
        for (FunctionBudgets function : thresholds.functions()) {
            if (!function.cloud().region().equals(first.cloud().region())) {
                throw new CommandException(
                        ExitCode.USAGE,
                        function.locationOf("region") + ": functions." + function.name() + ".region: "
                                + function.cloud().region().orElse("the default one") + ", but " + first.name()
                                + " runs in " + first.cloud().region().orElse("the default one")
                                + ": one run measures in one region; choose with --function");
            }
        }
        return first.cloud().region();
    }

    /**
     * The running service that all functions use, if they name one.
     *
     * @throws CommandException with exit code 2 when they name several
     */
    static Optional<URI> endpoint(Thresholds thresholds) throws CommandException {
        Optional<URI> first = Optional.empty();
        for (FunctionBudgets function : thresholds.functions()) {
            boolean isFirst = function == thresholds.functions().get(0);
            first = isFirst ? function.endpoint() : first;
            if (!function.endpoint().equals(first)) {
                throw new CommandException(
                        ExitCode.USAGE,
                        function.locationOf("endpoint") + ": functions." + function.name()
                                + ".platforms.localstack.endpoint: not that of "
                                + thresholds.functions().get(0).name()
                                + ": one run measures at one; put it under defaults, or choose with --endpoint");
            }
        }
        return first;
    }

    /**
     * The one platform that all functions run on.
     *
     * @throws CommandException with exit code 2 when they name several
     */
    static PlatformName platform(Thresholds thresholds) throws CommandException {
        if (thresholds.functions().isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "coldgate: " + thresholds.shownAs() + ": no functions to measure: add functions:, or use coldgate"
                            + " check --results-only");
        }
        FunctionBudgets first = thresholds.functions().get(0);
        for (FunctionBudgets function : thresholds.functions()) {
            if (function.platform() != first.platform()) {
                throw new CommandException(
                        ExitCode.USAGE,
                        function.locationOf("platform") + ": functions." + function.name() + ".platform: "
                                + function.platform().key() + ", but " + first.name() + " runs on "
                                + first.platform().key()
                                + ": one run measures on one platform; choose with --platform or --function");
            }
        }
        return first.platform();
    }
}
