package io.coldgate.cli.production;

import io.coldgate.cli.option.DryRun;
import io.coldgate.cli.option.OptionValues;
import io.coldgate.cli.option.Quiet;
import io.coldgate.cli.option.SharedOptions;
import io.coldgate.cli.terminal.Stoppable;
import io.coldgate.cli.terminal.Terminal;
import io.coldgate.report.WatchJson;
import io.coldgate.report.WatchText;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.run.ShutdownSignal;
import io.coldgate.run.UsualFolder;
import io.coldgate.run.watch.StateFile;
import io.coldgate.run.watch.WatchListener;
import io.coldgate.run.watch.WatchOptions;
import io.coldgate.run.watch.WatchRun;
import io.coldgate.thresholds.WatchAction;
import io.coldgate.thresholds.WatchObjective;
import io.coldgate.thresholds.WatchedFunction;
import io.coldgate.watch.FunctionStatus;
import io.coldgate.watch.WatchEvent;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code coldgate watch}: functions in production, alarms, and steps until recovery is proven. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Watches functions in production by their START and REPORT lines: raises an alarm when an objective of"
                    + " watch: is broken, takes the steps of actions: one after another (with --act), and proves"
                    + " recovery.",
            "With --json, prints a line for each event, and one a minute for each function.",
            "Exits with 1 when an alarm was raised, 3 when only the plain rule finds a function over a limit, 4 when a"
                    + " function had no invocation.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  coldgate watch --platform aws --status /var/www/status.html --act",
            "  coldgate watch --platform aws --until 15m --since 1m        # after a deployment, in a pipeline",
            "  aws logs tail /aws/lambda/checkout --follow --since 5m | coldgate watch --function checkout -",
            "  coldgate watch --function checkout --log yesterday.log --once"
        })
public final class WatchCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "STDIN",
            description =
                    "- reads lines of one function from standard input, as aws logs tail and sam logs print them.")
    private @Nullable String dash;

    @Mixin
    private final SharedOptions.File file = new SharedOptions.File();

    @Mixin
    private final SharedOptions.FunctionPatterns functions = new SharedOptions.FunctionPatterns();

    @Mixin
    private final SharedOptions.DeployedPlatform platform = new SharedOptions.DeployedPlatform("the file's");

    @Mixin
    private final SharedOptions.Endpoint endpoint = new SharedOptions.Endpoint();

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "Read the lines of one function from this file, also while it grows; may be repeated.")
    private List<Path> logs = new ArrayList<>();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = OptionValues.DurationConverter.class,
            description = "How far back in the platform's log a new watch begins (default: 10m).")
    private Duration since = Duration.ofMinutes(10);

    @Option(
            names = "--lateness",
            paramLabel = "TIME",
            converter = OptionValues.DurationConverter.class,
            description = "How late a line may arrive; alarms come later by that time (default: 2m).")
    private Duration lateness = WatchOptions.USUAL_LATENESS;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "The file with the watch's state, from which the next one continues (default: watch.json in"
                    + " the folder where check writes).")
    private @Nullable Path state;

    @Option(names = "--act", description = "Take the steps of actions:; without it they are only reported.")
    private boolean act;

    @Mixin
    private final DryRun dryRun = new DryRun("Print what would be watched and done; read no log.");

    @Option(
            names = "--once",
            description = "Read the lines that are there now, or standard input to its end, then stop.")
    private boolean once;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = OptionValues.DurationConverter.class,
            description = "End after that time, such as 15m (default: never).")
    private @Nullable Duration until;

    @Option(names = "--status", paramLabel = "FILE", description = "Write a status page (HTML) and keep it up to date.")
    private @Nullable Path page;

    @Option(
            names = "--metrics",
            paramLabel = "FILE",
            description = "Write metrics for Prometheus (text) and keep them up to date.")
    private @Nullable Path metrics;

    @Mixin
    private final SharedOptions.Json json = new SharedOptions.Json();

    @Mixin
    private final Quiet quiet = new Quiet("Print events only, without notes and without a line every minute.");

    /** The command, which prints on the terminal. */
    public WatchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws RunException {
        WatchRun run = new WatchRun(options(), new Lines());
        if (dryRun.wanted()) {
            run.select().forEach(this::say);
            return ExitCode.PASS;
        }
        return Stoppable.run(terminal, new ShutdownSignal(run.stopSignal()), run::run);
    }

    private void say(WatchedFunction function) {
        terminal.out()
                .println(function.name() + " (" + function.deployedName() + "): at most one false alarm in "
                        + WatchText.shown(function.watch().falseAlarm()) + " on average");
        for (WatchObjective objective : function.watch().objectives()) {
            terminal.out()
                    .println("  " + objective.key() + " " + objective.limitShown() + " over "
                            + WatchText.shown(objective.over()));
        }
        for (WatchAction action : function.watch().actions()) {
            terminal.out()
                    .println("  after " + WatchText.shown(action.after()) + ": "
                            + action.kind().shown() + (action.undo() ? ", taken back when recovered" : "")
                            + (act ? "" : " (only reported, without --act)"));
        }
    }

    private WatchOptions options() {
        if (dash != null && !dash.equals("-")) {
            throw mistake(dash + ": write - for standard input, --log FILE for a file, --function NAME for a function");
        }
        if (dash != null && !logs.isEmpty()) {
            throw mistake("--log and - exclude each other");
        }
        for (Path log : logs) {
            if (Files.isDirectory(log) || once && !Files.isReadable(log)) {
                throw mistake("--log " + log + ": no file that can be read");
            }
        }
        Path thresholds = file.path();
        return WatchOptions.builder()
                .file(thresholds)
                .functions(functions.patterns())
                .platform(platform.name())
                .endpoint(endpoint.given())
                .logs(logs)
                .input(
                        dash == null
                                ? Optional.empty()
                                : Optional.<InputStream>of(new FileInputStream(FileDescriptor.in)))
                .state(state == null ? StateFile.usual(UsualFolder.of(thresholds)) : state)
                .page(Optional.ofNullable(page))
                .metrics(Optional.ofNullable(metrics))
                .act(act)
                .once(once)
                .until(Optional.ofNullable(until))
                .since(since)
                .lateness(lateness)
                .build();
    }

    private ParameterException mistake(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Prints lines for people or for programs. */
    private final class Lines implements WatchListener {
        @Override
        public void event(WatchEvent event) {
            terminal.out().println(json.wanted() ? WatchJson.line(event) : WatchText.line(event));
        }

        @Override
        public void minute(List<FunctionStatus> now) {
            if (json.wanted()) {
                now.forEach(each -> terminal.out().println(WatchJson.line(each)));
            } else if (!quiet.wanted()) {
                now.forEach(each -> terminal.out().println(WatchText.minute(each)));
            }
        }

        @Override
        public void remark(String line) {
            if (!quiet.wanted()) {
                terminal.err().println(line);
            }
        }

        @Override
        public void error(String line) {
            terminal.error(line);
        }
    }
}
