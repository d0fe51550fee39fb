package io.coldgate.cli;

import io.coldgate.gate.GatePlan;
import io.coldgate.run.ExitCode;
import io.coldgate.run.PackageWarnings;
import io.coldgate.run.RunException;
import io.coldgate.run.RunTarget;
import io.coldgate.run.ThresholdsInput;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.ThresholdsSchema;
import io.coldgate.thresholds.read.ReadOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coldgate validate}: the thresholds file, without building or measuring anything. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Checks a thresholds file and says every mistake in it, with file, line and column.")
final class ValidateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final SharedOptions.FileArgument argument = new SharedOptions.FileArgument();

    @Mixin
    private final SharedOptions.File option = new SharedOptions.File();

    @Option(names = "--schema", description = "Print the JSON Schema (draft-07) of the file, for editors, and stop.")
    private boolean schema;

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
        Thresholds thresholds = ThresholdsInput.read(file, ReadOptions.none());
        RunTarget.requireRoles(thresholds);
        PackageWarnings.say(thresholds, terminal.err()::println);
        GatePlan plan = GatePlan.of(thresholds);
        StringBuilder text = new StringBuilder(file + ": ok: ");
        if (!thresholds.functions().isEmpty()) {
            text.append(count(thresholds.functions().size(), "function"))
                    .append(", ")
                    .append(count(plan.checks().size(), "check"));
        }
        if (!thresholds.results().isEmpty()) {
            int limits = thresholds.results().stream()
                    .mapToInt(entry -> entry.budgets().size())
                    .sum();
            text.append(thresholds.functions().isEmpty() ? "" : "; ")
                    .append(count(thresholds.results().size(), "entry", "entries"))
                    .append(" of results, ")
                    .append(count(limits, "limit"));
        }
        terminal.out().println(text);
        return ExitCode.PASS;
    }

    private static String count(int n, String what) {
        return count(n, what, what + "s");
    }

    private static String count(int n, String one, String several) {
        return n + " " + (n == 1 ? one : several);
    }
}
