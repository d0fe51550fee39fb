package io.coldgate.cli;

import io.coldgate.cli.option.DryRun;
import io.coldgate.cli.option.SharedOptions;
import io.coldgate.cli.terminal.Terminal;
import io.coldgate.cli.terminal.TerminalListener;
import io.coldgate.ratchet.RatchetPlan;
import io.coldgate.report.RatchetJson;
import io.coldgate.report.RatchetText;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RatchetRun;
import io.coldgate.run.RunException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code coldgate ratchet}: tightens budgets that the last run proved with room. */
@Command(
        name = "ratchet",
        mixinStandardHelpOptions = true,
        description = "Tightens the budgets that the last run met with room to spare, and leaves headroom for noise.")
final class RatchetCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "RUN-FOLDER",
            arity = "0..*",
            description =
                    "The folder of a check's run, or its results.jsonl (default: where check writes it). Several of"
                            + " them, or a folder of such folders, are either runs of several days, the slowest of"
                            + " which decides, or the shards of one build.")
    private List<Path> runs = new ArrayList<>();

    @Mixin
    private final SharedOptions.File file = new SharedOptions.File();

    @Option(names = "--write", description = "Write the tighter limits into the file.")
    private boolean write;

    @Mixin
    private final DryRun dryRun = new DryRun("Only show what would change (the default).");

    @Mixin
    private final SharedOptions.Json json = new SharedOptions.Json();

    RatchetCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws RunException {
        if (write && dryRun.wanted()) {
            throw new ParameterException(spec.commandLine(), "--write and --dry-run exclude each other");
        }
        Path thresholds = file.path();
        RatchetPlan plan = new RatchetRun(thresholds, new TerminalListener(terminal, true, false)).run(runs, write);
        boolean written = write && !plan.tightened().isEmpty();
        String shown = thresholds.toString();
        terminal.out()
                .print(
                        json.wanted()
                                ? RatchetJson.render(plan, shown, written)
                                : RatchetText.render(plan, shown) + end(plan, shown, written));
        return ExitCode.PASS;
    }

    private static String end(RatchetPlan plan, String shown, boolean written) {
        if (plan.tightened().isEmpty()) {
            return "";
        }
        return written ? "written: " + shown + "\n" : "nothing was written; --write changes the file\n";
    }
}
