package io.coldgate.cli;

import io.coldgate.cli.option.SharedOptions;
import io.coldgate.cli.terminal.Terminal;
import io.coldgate.report.document.ValidationJson;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.run.Validation;
import io.coldgate.run.Version;
import io.coldgate.thresholds.ThresholdsSchema;
import io.coldgate.unit.Counted;
import io.coldgate.unit.MergedProblems;
import io.coldgate.unit.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coldgate validate}: validates the thresholds file without building or measuring anything. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Checks a thresholds file and reports every mistake in it, with file, line and column.")
final class ValidateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final SharedOptions.FileArgument argument = new SharedOptions.FileArgument();

    @Mixin
    private final SharedOptions.File option = new SharedOptions.File();

    @Option(names = "--schema", description = "Print the JSON Schema (draft-07) of the file, for editors, and stop.")
    private boolean schema;

    @Mixin
    private final SharedOptions.Json json = new SharedOptions.Json();

    ValidateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws RunException {
        if (schema) {
            terminal.out().print(ThresholdsSchema.text());
            return ExitCode.PASS;
        }
        Path file = argument.or(option);
        return json.wanted() ? asJson(file) : asText(file);
    }

    private int asText(Path file) throws RunException {
        Validation validation = Validation.of(file);
        MergedProblems.of(validation.warnings())
                .forEach(warning -> terminal.err().println(warning.warningLine()));
        List<String> parts = new ArrayList<>();
        if (validation.functions() > 0) {
            parts.add(Counted.of(validation.functions(), "function") + ", " + Counted.of(validation.checks(), "check"));
        }
        if (validation.results() > 0) {
            parts.add(Counted.of(validation.results(), "entry", "entries") + " of results, "
                    + Counted.of(validation.limits(), "limit"));
        }
        if (validation.watched() > 0) {
            parts.add(Counted.of(validation.watched(), "function") + " to watch");
        }
        terminal.out().println(file + ": ok: " + String.join("; ", parts));
        return ExitCode.PASS;
    }

    private int asJson(Path file) {
        try {
            Validation validation = Validation.of(file);
            Map<String, Integer> counts = new LinkedHashMap<>();
            counts.put("functions", validation.functions());
            counts.put("checks", validation.checks());
            counts.put("results", validation.results());
            counts.put("limits", validation.limits());
            if (validation.watched() > 0) {
                counts.put("watched", validation.watched());
            }
            print(file, ExitCode.PASS, counts, validation.warnings(), List.of());
            return ExitCode.PASS;
        } catch (RunException e) {
            print(file, e.exitCode(), Map.of(), List.of(), e.problems());
            return e.exitCode();
        }
    }

    private void print(
            Path file, int exitCode, Map<String, Integer> counts, List<Problem> warnings, List<Problem> problems) {
        terminal.out()
                .print(ValidationJson.render(Version.text(), file.toString(), exitCode, counts, warnings, problems));
    }
}
