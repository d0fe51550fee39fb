package io.coldgate.cli;

import io.coldgate.cli.option.OptionValues;
import io.coldgate.cli.option.SharedOptions;
import io.coldgate.cli.terminal.Terminal;
import io.coldgate.deploy.CleanUpNote;
import io.coldgate.deploy.Orphans;
import io.coldgate.lambda.CallException;
import io.coldgate.lambda.OwnFunction;
import io.coldgate.platform.LeftContainers;
import io.coldgate.platform.Platform;
import io.coldgate.platform.PlatformException;
import io.coldgate.platform.PlatformOptions;
import io.coldgate.platform.Platforms;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.run.ThresholdsInput;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.read.ReadOptions;
import io.coldgate.unit.Counted;
import io.coldgate.unit.Pacing;
import io.coldgate.unit.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
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

/** {@code coldgate clean}: removes what killed runs have left. */
@Command(
        name = "clean",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Removes functions that killed runs have left, and restores existing functions that they had changed.",
            "",
            "A function is removed only if its name begins with coldgate- and it has the tag coldgate and a time in the"
                    + " tag coldgate:created. Nothing else is touched. With --platform embedded: containers of"
                    + " images whose run is gone.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {"  coldgate clean --dry-run", "  coldgate clean --region eu-central-1 --older-than 24h"})
final class CleanCommand implements Callable<Integer> {
    private static final int LONGEST_TAG = 60;

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
            description = "Only functions that were deployed so long ago: others may belong to a run (default: 1h).")
    private Duration olderThan = Duration.ofHours(1);

    @Option(names = "--dry-run", description = "Say what would be removed; remove and restore nothing.")
    private boolean dryRun;

    CleanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws RunException {
        PlatformName name = platform.name().orElse(PlatformName.AWS);
        if (name == PlatformName.EMBEDDED) {
            return cleanEmbedded();
        }
        PlatformOptions options = new PlatformOptions(region(name), endpoint.given());
        try (Platform started = Platforms.start(name, options)) {
            return clean(new Orphans(started, Pacing.SYSTEM, Clock.systemUTC()));
        } catch (PlatformException | CallException | IOException e) {
            throw new RunException(ExitCode.COULD_NOT_MEASURE, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            return ExitCode.INTERRUPTED;
        }
    }

    /** Of the embedded platform all but the containers of images ends with a run, however that ends. */
    private int cleanEmbedded() throws RunException {
        if (endpoint.given().isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--platform embedded has no endpoint; for a server that runs by itself say --platform aws --endpoint "
                            + endpoint.given().get());
        }
        try {
            List<String> left = LeftContainers.remove(dryRun);
            left.forEach(container -> terminal.out().println((dryRun ? "would remove " : "removed ") + container));
            terminal.out().println(Counted.of(left.size(), "container") + (dryRun ? " would be removed" : " removed"));
            return ExitCode.PASS;
        } catch (PlatformException e) {
            throw new RunException(ExitCode.COULD_NOT_MEASURE, String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> region(PlatformName where) throws RunException {
        if (region.given().isPresent() || where != PlatformName.AWS) {
            return region.given();
        }
        boolean named = argument.isNamed() || file.isNamed();
        Path path = argument.or(file);
        if (!named && !Files.isRegularFile(path)) {
            return Optional.empty();
        }
        Thresholds thresholds;
        try {
            thresholds = ThresholdsInput.read(path, ReadOptions.beforeRoles(where));
        } catch (RunException e) {
            if (named) {
                throw e;
            }
            // What was left behind must be removable while a file is being written that nobody named here.
            terminal.error(path + " has mistakes, so no region is taken from it; coldgate validate says them");
            return Optional.empty();
        }
        Set<Optional<String>> regions = thresholds.functions().stream()
                .map(function -> function.target().cloud().region())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (regions.size() > 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "the functions of " + path + " are in several regions: name one with --region: "
                            + regions.stream()
                                    .map(each -> each.orElse("the default one"))
                                    .collect(Collectors.joining(", ")));
        }
        return regions.stream().findFirst().flatMap(Function.identity());
    }

    private int clean(Orphans orphans) throws CallException, IOException, InterruptedException {
        boolean failed = false;
        int removed = 0;
        int younger = 0;
        for (CleanUpNote note : dryRun ? List.<CleanUpNote>of() : orphans.restore()) {
            terminal.out().println(note.text());
            failed |= note.isLeft();
        }
        for (Orphans.Orphan orphan : orphans.find()) {
            if (orphan.age().compareTo(olderThan) < 0) {
                younger++;
            } else if (remove(orphans, orphan)) {
                removed++;
            } else {
                failed = true;
            }
        }
        for (String other : orphans.otherRegions()) {
            terminal.out().println("there is a function to restore in " + other + ": coldgate clean --region " + other);
        }
        if (younger > 0) {
            terminal.out()
                    .println(Counted.of(younger, "function")
                            + " left alone, deployed more recently than --older-than says (default 1h):"
                            + " when no run is under way, --older-than 1s takes what is left too");
        }
        terminal.out().println(Counted.of(removed, "function") + (dryRun ? " would be removed" : " removed"));
        return failed ? ExitCode.COULD_NOT_MEASURE : ExitCode.PASS;
    }

    private boolean remove(Orphans orphans, Orphans.Orphan orphan) throws InterruptedException {
        String shown = shown(orphan);
        if (dryRun) {
            terminal.out().println("would remove " + shown);
            return true;
        }
        try {
            orphans.remove(orphan);
            terminal.out().println("removed " + shown);
            return true;
        } catch (CallException e) {
            terminal.error(shown + " is still there: " + e.getMessage());
            return false;
        }
    }

    private static String shown(Orphans.Orphan orphan) {
        OwnFunction function = orphan.function();
        return function.name() + " (" + tag(function, OwnFunction.FUNCTION) + ", " + tag(function, OwnFunction.TAG)
                + ", " + orphan.age().toHours() + " h old)";
    }

    private static String tag(OwnFunction function, String name) {
        return Printable.escape(function.tags().getOrDefault(name, "?"), LONGEST_TAG);
    }
}
