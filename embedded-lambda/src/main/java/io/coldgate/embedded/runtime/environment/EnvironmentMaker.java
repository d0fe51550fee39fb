package io.coldgate.embedded.runtime.environment;

import io.coldgate.embedded.runtime.code.ContainerImage;
import io.coldgate.embedded.runtime.code.FileModes;
import io.coldgate.embedded.runtime.code.UnpackedCode;
import io.coldgate.embedded.runtime.container.ContainerException;
import io.coldgate.embedded.runtime.container.ContainerRun;
import io.coldgate.embedded.runtime.container.Containers;
import io.coldgate.embedded.runtime.host.Brand;
import io.coldgate.embedded.runtime.host.OwnOpt;
import io.coldgate.embedded.runtime.host.Watchdog;
import io.coldgate.embedded.runtime.language.EntrypointException;
import io.coldgate.embedded.runtime.language.ImageVariables;
import io.coldgate.embedded.runtime.language.ProcessVariables;
import io.coldgate.embedded.runtime.language.RuntimeCatalog;
import io.coldgate.embedded.runtime.language.RuntimeCommand;
import io.coldgate.embedded.runtime.language.RuntimeUnavailableException;
import io.coldgate.embedded.runtime.log.FunctionLog;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes environments: folder, log, command line and variables. */
final class EnvironmentMaker {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd");

    private final EnvironmentSettings settings;
    private final UnpackedCode code;
    private final Containers containers;
    private final RuntimeCatalog runtimes;
    private final Watchdog watchdog;
    private final Path folder;
    private final String marker;

    EnvironmentMaker(
            EnvironmentSettings settings,
            UnpackedCode code,
            Containers containers,
            Watchdog watchdog,
            Path workFolder,
            String marker)
            throws IOException {
        this.containers = containers;
        this.settings = settings;
        this.code = code;
        this.watchdog = watchdog;
        this.marker = marker;
        this.folder = Files.createDirectory(workFolder.resolve("environments"));
        this.runtimes = new RuntimeCatalog(settings.extraRuntimes(), workFolder, settings.cacheFolder());
    }

    /** Makes an environment with a process that only has to be released. */
    Environment make(EnvironmentSpec spec) throws RuntimeUnavailableException, IOException {
        ContainerImage image = spec.code().image();
        return image == null ? ofArchive(spec) : ofImage(spec, image);
    }

    private Environment ofArchive(EnvironmentSpec spec) throws RuntimeUnavailableException, IOException {
        Path task = code.root(spec.code());
        Path opt = code.layers(spec.layers());
        RuntimeCommand command = null;
        EntrypointException fault = null;
        try {
            command = runtimes.command(spec, task, opt);
        } catch (EntrypointException e) {
            fault = e;
        }
        OptFolder.Use use = OptFolder.use(opt, command, task);
        RuntimeCommand found = command;
        return open(
                spec,
                own -> found == null ? null : plan(spec, found, own, task, opt, use),
                fault,
                code.claimUnpackNanos(spec.code()),
                notes(command, use));
    }

    private Environment ofImage(EnvironmentSpec spec, ContainerImage image)
            throws RuntimeUnavailableException, IOException {
        List<String> command = new ArrayList<>(image.entryPoint());
        command.addAll(image.command());
        if (command.isEmpty()) {
            throw new RuntimeUnavailableException("image " + image.name()
                    + ": ImageConfig leaves nothing to start: give it an EntryPoint or a Command");
        }
        Path probe = containers.probe();
        try {
            var engine = containers.engine();
            return open(
                    spec,
                    own -> new Sandbox.Plan(
                            spec,
                            List.of(image.id()),
                            own.folder(),
                            Brand.of(marker, own.id()),
                            runtimeApi -> ImageVariables.of(spec, image, own.logStream(), marker, runtimeApi),
                            null,
                            Map.of(),
                            new ContainerRun(
                                    engine,
                                    image,
                                    command,
                                    image.workingFolder(),
                                    spec.memoryMegabytes(),
                                    own.id(),
                                    own.folder(),
                                    probe)),
                    null,
                    0,
                    "");
        } catch (ContainerException e) {
            throw new RuntimeUnavailableException(String.valueOf(e.getMessage()));
        }
    }

    /**
     * The identity of one environment.
     *
     * @param id 32 hexadecimal digits
     * @param folder its private folder
     */
    private record Own(String id, String logStream, Path folder) {}

    private Environment open(
            EnvironmentSpec spec,
            Function<Own, Sandbox.@Nullable Plan> plan,
            @Nullable EntrypointException fault,
            long unpackNanos,
            String notes)
            throws IOException {
        String id = UUID.randomUUID().toString().replace("-", "");
        String logStream = DAY.format(LocalDate.now(ZoneOffset.UTC)) + "/[" + spec.version() + "]" + id;
        Path own = Files.createDirectory(folder.resolve(id));
        var log = new FunctionLog(own.resolve("log"), settings.maxLogBytes());
        try {
            if (!notes.isEmpty()) {
                log.append(notes);
            }
            return new Environment(new Environment.Parts(
                    spec,
                    id,
                    logStream,
                    own,
                    log,
                    plan.apply(new Own(id, logStream, own)),
                    fault,
                    watchdog,
                    InitLimit.of(spec, settings.initLimit()),
                    unpackNanos));
        } catch (IOException | RuntimeException e) {
            log.close();
            FileModes.delete(own);
            throw e;
        }
    }

    private Sandbox.Plan plan(
            EnvironmentSpec spec, RuntimeCommand command, Own own, Path task, @Nullable Path opt, OptFolder.Use use) {
        Path shown = use.own() == null ? opt : OwnOpt.OPT;
        return new Sandbox.Plan(
                spec,
                command.command(),
                task,
                Brand.of(marker, own.id()),
                runtimeApi -> ProcessVariables.of(spec, command, own.logStream(), marker, runtimeApi, task, shown),
                use.own(),
                use.extensions(),
                null);
    }

    /** Returns the differences from Lambda, for the function's own log; empty for none. */
    private static String notes(@Nullable RuntimeCommand command, OptFolder.Use use) {
        var notes = new StringBuilder();
        if (command != null && command.note() != null) {
            notes.append("coldgate: ").append(command.note()).append('\n');
        }
        if (use.note() != null) {
            notes.append("coldgate: ").append(use.note()).append('\n');
        }
        return notes.toString();
    }
}
