package io.coldgate.embedded;

import io.coldgate.embedded.model.Fault;
import io.coldgate.embedded.model.ModelSettings;
import io.coldgate.embedded.model.ModelSettings.Rates;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves until it is told to stop. */
@Command(
        name = "embedded-lambda",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpWidth = 100,
        versionProvider = ServeCommand.Version.class,
        customSynopsis = "java -jar embedded-lambda.jar [OPTIONS]",
        description = {
            "Serves AWS Lambda's control-plane API and Runtime API on loopback; each execution environment is a real"
                    + " process. Prints one line when it is ready.",
            ""
        },
        footer = {
            "",
            "Faults:",
            "  throttle=P             429 for a control-plane request, with that probability",
            "  throttle-invoke=P      429 for an invocation, with that probability",
            "  conflict=N             409 for every N-th update",
            "  proactive-init=P       an environment is initialised before it is asked for",
            "  warm-reuse=P           an environment outlives an update, for one invocation",
            "  lost-report=P          the log tail has no REPORT",
            "  flooded-log=P          the log tail is full of something else",
            "  role-delay=TIME        a new role can't be assumed for that long",
            "  expired=N              credentials expire after N calls",
            "  denied=ACTION,...      403 for these IAM actions",
            "  unreachable=TIME@N     after N calls the endpoint is gone for that long",
            "  lost-answer=ACTION@N   N calls of this IAM action are carried out and not answered",
            "  deleted=N              after N invocations somebody else deletes the function",
            "",
            "TIME is a number with ms, s, m or h, such as 50ms or 1.5s; P a percentage, such as 20%%.",
            "Exit codes: 2 wrong usage, 4 could not start; 130 or 143 ended by a signal."
        })
final class ServeCommand implements Callable<Integer> {
    private static final int COULD_NOT_START = 4;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = OptionValues.PortConverter.class,
            description = "Port on 127.0.0.1; 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port = 9001;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "Region of requests that are not signed (default: us-east-1).")
    private @Nullable String region;

    @Option(names = "--account", paramLabel = "ACCOUNT", description = "Account in ARNs (default: 000000000000).")
    private @Nullable String account;

    @Option(
            names = "--update-delay",
            paramLabel = "TIME",
            converter = OptionValues.TimeConverter.class,
            description = "How long creations and updates take at least (default: 50ms, aws 1.75s).")
    private @Nullable Duration updateDelay;

    @Option(
            names = "--init-limit",
            paramLabel = "TIME",
            converter = OptionValues.TimeConverter.class,
            description = "How long the init phase may take (default: 10s, as on AWS).")
    private @Nullable Duration initLimit;

    @Option(
            names = "--idle",
            paramLabel = "TIME",
            converter = OptionValues.TimeConverter.class,
            description = "How long an idle environment lives (default: 10m).")
    private @Nullable Duration idle;

    @Option(
            names = "--work-dir",
            paramLabel = "DIR",
            converter = OptionValues.FolderConverter.class,
            description = "Where code is unpacked (default: the system's temporary folder).")
    private @Nullable Path workDir;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "aws: behave to callers as AWS does: 1.75 s updates, rate limits, no extra header.")
    private @Nullable String model;

    @Option(
            names = "--update-jitter",
            paramLabel = "P",
            converter = OptionValues.ShareConverter.class,
            description = "How much the delay of an update varies (default: 0%%, aws 10%%).")
    private @Nullable Double updateJitter;

    @Option(
            names = "--control-rate",
            paramLabel = "N",
            converter = OptionValues.NumberConverter.class,
            description = "Control-plane requests a second; 0 for no limit (default: 0, aws 15).")
    private @Nullable Double controlRate;

    @Option(
            names = "--get-function-rate",
            paramLabel = "N",
            converter = OptionValues.NumberConverter.class,
            description = "The same for GetFunction alone (default: 0, aws 100).")
    private @Nullable Double getFunctionRate;

    @Option(
            names = "--measurements",
            paramLabel = "on|off",
            converter = OptionValues.SwitchConverter.class,
            description = "Whether Invoke answers with X-Coldgate-Measurements (default: on, aws off).")
    private OptionValues.@Nullable Switch measurements;

    @Option(
            names = "--log-delay",
            paramLabel = "TIME",
            converter = OptionValues.TimeConverter.class,
            description = "How long until FilterLogEvents finds a line (default: 0s, aws 1s).")
    private @Nullable Duration logDelay;

    @Option(
            names = "--seed",
            paramLabel = "N",
            converter = OptionValues.NumberConverter.class,
            description = "Seed of everything that is drawn (default: 0).")
    private @Nullable Double seed;

    @Option(
            names = "--fault",
            paramLabel = "KIND=VALUE",
            converter = OptionValues.FaultConverter.class,
            description = "A fault to inject, one of those below; may be repeated.")
    private List<Fault> faults = new ArrayList<>();

    /** Returns the command line, which reports incorrect usage in one line on standard error. */
    static CommandLine commandLine() {
        return new CommandLine(new ServeCommand()).setParameterExceptionHandler((e, arguments) -> {
            e.getCommandLine().getErr().println("embedded-lambda: " + e.getMessage() + "; see --help");
            return e.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
        });
    }

    @Override
    public Integer call() throws InterruptedException {
        EmbeddedLambda lambda;
        try {
            lambda = EmbeddedLambda.start(settings());
        } catch (IOException e) {
            spec.commandLine().getErr().println("embedded-lambda: " + e.getMessage());
            return COULD_NOT_START;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(lambda::close, "close"));
        spec.commandLine().getOut().println("embedded-lambda ready on " + lambda.endpoint());
        // The signal's handler ends the process, and with it this thread.
        new CountDownLatch(1).await();
        return 0;
    }

    /** Returns the settings: those of the model, overridden by the individual options. */
    Settings settings() {
        if (model != null && !model.equals("aws")) {
            throw new ParameterException(spec.commandLine(), "--model " + model + ": must be aws");
        }
        try {
            Settings.Builder settings = (model == null ? Settings.defaults() : Settings.aws())
                    .toBuilder().port(port);
            settings = with(settings, region, Settings.Builder::region);
            settings = with(settings, account, Settings.Builder::account);
            settings = with(settings, updateDelay, Settings.Builder::updateDelay);
            settings = with(settings, initLimit, Settings.Builder::initLimit);
            settings = with(settings, idle, Settings.Builder::idleLimit);
            settings = with(settings, workDir, Settings.Builder::workFolder);
            return modelled(settings.build());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Returns the settings with those of the model; unchanged if no option concerns a model. */
    private Settings modelled(Settings settings) {
        boolean ratesUnsaid = controlRate == null && getFunctionRate == null;
        boolean timesUnsaid = updateJitter == null && logDelay == null;
        if (ratesUnsaid && timesUnsaid && measurements == null && seed == null && faults.isEmpty()) {
            return settings;
        }
        ModelSettings base = settings.model() == null ? ModelSettings.none() : settings.model();
        ModelSettings.Builder changed = with(base.toBuilder(), updateJitter, ModelSettings.Builder::updateJitter);
        changed = with(changed, rates(base.rates()), ModelSettings.Builder::rates);
        changed = with(
                changed,
                measurements == null ? null : measurements == OptionValues.Switch.ON,
                ModelSettings.Builder::measurementsHeader);
        changed = with(changed, logDelay, ModelSettings.Builder::logDelay);
        changed = with(changed, seed == null ? null : seed.longValue(), ModelSettings.Builder::seed);
        ModelSettings modelled = changed.build();
        for (Fault fault : faults) {
            modelled = modelled.withFault(fault);
        }
        return settings.toBuilder().model(modelled).build();
    }

    private @Nullable Rates rates(Rates base) {
        if (controlRate == null && getFunctionRate == null) {
            return null;
        }
        return new Rates(
                controlRate == null ? base.control() : controlRate,
                getFunctionRate == null ? base.getFunction() : getFunctionRate,
                Rates.AWS.retryAfterSeconds());
    }

    private static <S, V> S with(S settings, @Nullable V value, BiFunction<S, V, S> change) {
        return value == null ? settings : change.apply(settings, value);
    }

    /** The version in the jar's manifest; absent when run from classes. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = ServeCommand.class.getPackage().getImplementationVersion();
            return new String[] {"embedded-lambda " + (version == null ? "(development)" : version)};
        }
    }
}
