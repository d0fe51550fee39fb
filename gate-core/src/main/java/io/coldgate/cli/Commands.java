package io.coldgate.cli;

import io.coldgate.cli.completion.CompletionCommand;
import io.coldgate.cli.forge.GithubCommand;
import io.coldgate.cli.forge.GithubLabelsCommand;
import io.coldgate.cli.forge.GitlabCommand;
import io.coldgate.cli.history.HistoryCommand;
import io.coldgate.cli.production.CanaryCommand;
import io.coldgate.cli.production.WatchCommand;
import io.coldgate.cli.terminal.Terminal;
import io.coldgate.unit.Pacing;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The commands below {@code coldgate}, by name, in the order of its help. */
final class Commands {
    private final Map<String, Supplier<Object>> makers = new LinkedHashMap<>();

    Commands(Terminal terminal) {
        makers.put("check", () -> new CheckCommand(terminal));
        makers.put("explain", () -> new ExplainCommand(terminal));
        makers.put("judge", () -> new JudgeCommand(terminal));
        makers.put("ratchet", () -> new RatchetCommand(terminal));
        makers.put("history", () -> HistoryCommand.line(terminal, System.getenv()));
        makers.put("validate", () -> new ValidateCommand(terminal));
        makers.put("calibrate", () -> new CalibrateCommand(terminal));
        makers.put("sweep", () -> new SweepCommand(terminal));
        makers.put("bisect", () -> new BisectCommand(terminal));
        makers.put("canary", () -> new CanaryCommand(terminal));
        makers.put("watch", () -> new WatchCommand(terminal));
        makers.put("init", () -> new InitCommand(terminal));
        makers.put("replay", () -> new ReplayCommand(terminal));
        makers.put("clean", () -> new CleanCommand(terminal));
        makers.put("iam-policy", () -> new IamPolicyCommand(terminal));
        makers.put("github", () -> new GithubCommand(terminal, System.getenv(), Pacing.SYSTEM));
        makers.put("gitlab", () -> new GitlabCommand(terminal, System.getenv(), Pacing.SYSTEM));
        makers.put(
                "github-labels",
                () -> new GithubLabelsCommand(terminal, System.getenv(), Pacing.SYSTEM, Clock.systemUTC()));
        makers.put("completion", () -> new CompletionCommand(terminal));
    }

    /** Adds all of them, for the help and for code that inspects every command. */
    void addAll(CommandLine root) {
        makers.forEach((name, maker) -> root.addSubcommand(name, maker.get()));
    }

    /**
     * Adds the commands that these arguments need: only the first one named, or all of them if none is named and for
     * {@code completion}. Picocli reads a command's annotations by reflection, which for all commands takes longer than
     * some commands run.
     */
    void addFor(CommandLine root, String... args) {
        String first = args.length == 0 ? "" : args[0];
        Supplier<Object> maker = first.equals("completion") ? null : makers.get(first);
        if (maker == null) {
            addAll(root);
        } else {
            root.addSubcommand(first, maker.get());
        }
    }
}
