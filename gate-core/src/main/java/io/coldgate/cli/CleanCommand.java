package io.coldgate.cli;

import io.coldgate.cli.option.DryRun;
import io.coldgate.cli.option.OptionValues;
import io.coldgate.cli.option.SharedOptions;
import io.coldgate.cli.terminal.Terminal;
import io.coldgate.cli.terminal.TerminalListener;
import io.coldgate.run.CleanRun;
import io.coldgate.run.RunException;
import io.coldgate.run.ThresholdsInput;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.read.ReadOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code coldgate clean}: removes leftovers of killed runs. */
@Command(
        name = "clean",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Removes functions that killed runs left behind, and restores existing functions that they changed.",
            "",
            "A function is removed only if its name begins with coldgate- and it has the tag coldgate and a time in the"
                    + " tag coldgate:created. Nothing else is touched. With --platform embedded, removes"
                    + " containers whose run is gone.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {"  coldgate clean --dry-run", "  coldgate clean --region eu-central-1 --older-than 24h"})
final class CleanCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private final SharedOptions.FileArgument argument = new SharedOptions.FileArgument();

    @Mixin
    private final SharedOptions.File file = new SharedOptions.File();

    @Mixin
    private final SharedOptions.Platform platform = new SharedOptions.Platform();

    @Mixin
    private final SharedOptions.Region region = new SharedOptions.Region();

    @Mixin
    private final SharedOptions.Endpoint endpoint = new SharedOptions.Endpoint();

    @Option(
            names = "--older-than",
            paramLabel = "TIME",
            converter = OptionValues.DurationConverter.class,
            description = "Only functions deployed longer ago than this: others may belong to a run (default: 1h).")
    private Duration olderThan = Duration.ofHours(1);

    @Mixin
    private final DryRun dryRun = new DryRun("Say what would be removed; remove and restore nothing.");

    CleanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws RunException {
        PlatformName name = platform.name().orElse(PlatformName.AWS);
        if (name == PlatformName.EMBEDDED && endpoint.given().isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--platform embedded has no endpoint; for a server that is already running, use --platform aws"
                            + " --endpoint "
                            + endpoint.given().get());
        }
        Optional<String> there = region(name);
        CleanRun.Options options = new CleanRun.Options(name, there, endpoint.given(), olderThan, dryRun.wanted());
        CleanRun run = new CleanRun(options, terminal.out()::println, new TerminalListener(terminal, false, false));
        return there.isEmpty() && isLocal() ? run.runLocally() : run.run();
    }

    /**
     * Returns whether only this machine is concerned: nothing else was requested, and the file uses no other platform.
     */
    private boolean isLocal() throws RunException {
        if (platform.name().isPresent() || endpoint.given().isPresent() || !hasFile()) {
            return false;
        }
        try {
            return CleanRun.isLocal(ThresholdsInput.read(path(), ReadOptions.none()));
        } catch (RunException e) {
            // Its mistakes were already reported when its region was read.
            return false;
        }
    }

    private Optional<String> region(PlatformName where) throws RunException {
        if (region.given().isPresent() || where != PlatformName.AWS || !hasFile()) {
            return region.given();
        }
        try {
            return region(ThresholdsInput.read(path(), ReadOptions.beforeRoles(where)));
        } catch (RunException e) {
            if (isNamed()) {
                throw e;
            }
            // Leftovers must be removable even while a file that was not named here has mistakes.
            terminal.error(path() + " has mistakes, so no region is taken from it; coldgate validate lists them");
            return Optional.empty();
        }
    }

    private boolean isNamed() {
        return argument.isNamed() || file.isNamed();
    }

    private Path path() {
        return argument.or(file);
    }

    private boolean hasFile() {
        return isNamed() || Files.isRegularFile(path());
    }

    private Optional<String> region(Thresholds thresholds) {
        Set<Optional<String>> regions = thresholds.functions().stream()
                .map(function -> function.target().cloud().region())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (regions.size() > 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "the functions of " + thresholds.shownAs() + " are in several regions: name one with --region: "
                            + regions.stream()
                                    .map(each -> each.orElse("the default one"))
                                    .collect(Collectors.joining(", ")));
        }
        return regions.stream().findFirst().flatMap(Function.identity());
    }
}
