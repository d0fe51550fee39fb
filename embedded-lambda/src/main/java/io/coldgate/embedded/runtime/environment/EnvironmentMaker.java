package io.coldgate.embedded.runtime.environment;

import io.coldgate.embedded.runtime.code.CodeStore;
import io.coldgate.embedded.runtime.code.FileModes;
import io.coldgate.embedded.runtime.host.Brand;
import io.coldgate.embedded.runtime.host.OwnOpt;
import io.coldgate.embedded.runtime.host.Watchdog;
import io.coldgate.embedded.runtime.language.EntrypointException;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes environments: folder, log, command line and variables. */
final class EnvironmentMaker {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd");

    private final EnvironmentSettings settings;
    private final CodeStore code;
    private final RuntimeCatalog runtimes;
    private final Watchdog watchdog;
    private final Path folder;
    private final String marker;

    EnvironmentMaker(EnvironmentSettings settings, CodeStore code, Watchdog watchdog, Path workFolder, String marker)
            throws IOException {
        this.settings = settings;
        this.code = code;
        this.watchdog = watchdog;
        this.marker = marker;
        this.folder = Files.createDirectory(workFolder.resolve("environments"));
        this.runtimes = new RuntimeCatalog(settings.extraRuntimes(), workFolder, settings.cacheFolder());
    }

    /** An environment with a process that only has to be released. */
    Environment make(EnvironmentSpec spec) throws RuntimeUnavailableException, IOException {
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
        String id = UUID.randomUUID().toString().replace("-", "");
        String logStream = DAY.format(LocalDate.now(ZoneOffset.UTC)) + "/[" + spec.version() + "]" + id;
        Path own = Files.createDirectory(folder.resolve(id));
        var log = new FunctionLog(own.resolve("log"), settings.maxLogBytes());
        try {
            note(log, command, use);
            return new Environment(new Environment.Parts(
                    spec,
                    id,
                    logStream,
                    own,
                    log,
                    command == null ? null : plan(spec, command, logStream, Brand.of(marker, id), task, opt, use),
                    fault,
                    watchdog,
                    InitLimit.of(spec, settings.initLimit()),
                    code.claimUnpackNanos(spec.code())));
        } catch (IOException | RuntimeException e) {
            log.close();
            FileModes.delete(own);
            throw e;
        }
    }

    private Sandbox.Plan plan(
            EnvironmentSpec spec,
            RuntimeCommand command,
            String logStream,
            long brand,
            Path task,
            @Nullable Path opt,
            OptFolder.Use use) {
        Path shown = use.own() == null ? opt : OwnOpt.OPT;
        return new Sandbox.Plan(
                spec,
                command.command(),
                task,
                brand,
                runtimeApi -> ProcessVariables.of(spec, command, logStream, marker, runtimeApi, task, shown),
                use.own(),
                use.extensions());
    }

    /** Says in the function's own log what differs from Lambda. */
    private static void note(FunctionLog log, @Nullable RuntimeCommand command, OptFolder.Use use) throws IOException {
        if (command != null && command.note() != null) {
            log.append("coldgate: " + command.note() + "\n");
        }
        if (use.note() != null) {
            log.append("coldgate: " + use.note() + "\n");
        }
    }
}
