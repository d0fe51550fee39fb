package io.coldgate.embedded;

import io.coldgate.embedded.model.ModelSettings;
import io.coldgate.embedded.model.ModelSettings.Rates;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the options of {@link Main}. */
final class CommandLine {
    static final String HELP = """
            Usage: java -jar embedded-lambda.jar [options]

            A Lambda on this machine: the control-plane API and the Runtime API on loopback,
            each execution environment a real process. Prints one line when it is ready.

              --port PORT            port on 127.0.0.1; 0 for any free one (default 9001)
              --region REGION        region of requests that are not signed (default us-east-1)
              --account ACCOUNT      account in ARNs, 12 digits (default 000000000000)
              --update-delay TIME    how long creations and updates take at least (default 50ms)
              --init-limit TIME      how long the init phase may take (default 10s, as on AWS)
              --idle TIME            how long an idle environment lives (default 10m)
              --work-dir DIR         where code is unpacked (default: the system's temporary folder)
              --model aws            behave to callers as AWS does: 1.75 s updates, rates, no header of ours
              --update-jitter P      how far updates stray from their delay (default 0%, aws 10%)
              --control-rate N       control-plane requests a second; 0 for no limit (default 0, aws 15)
              --get-function-rate N  the same for GetFunction alone (default 0, aws 100)
              --measurements on|off  whether Invoke answers with X-Coldgate-Measurements (default on, aws off)
              --log-delay TIME       until FilterLogEvents finds a line (default 0s, aws 1s)
              --seed N               of everything that is drawn (default 0)
              --fault KIND=VALUE     something that goes wrong; may be repeated:
                throttle=P             429 for a control-plane request, with that probability
                throttle-invoke=P      429 for an invocation, with that probability
                conflict=N             409 for every N-th update
                proactive-init=P       an environment is initialised before it is asked for
                warm-reuse=P           an environment outlives an update, for one invocation
                lost-report=P          the log tail has no REPORT
                flooded-log=P          the log tail is full of something else
                role-delay=TIME        a new role can't be assumed for that long
                expired=N              credentials expire after N calls
                denied=ACTION,...      403 for these IAM actions
                unreachable=TIME@N     after N calls the endpoint is gone for that long
                deleted=N              after N invocations somebody else deletes the function
              --help                 print this
              --version              print the version

            TIME is a number with ms, s, m or h, such as 50ms or 1.5s; P a percentage, such as 20%.
            Exit codes: 2 wrong usage, 4 could not start; 130 or 143 ended by a signal.
            """;

    private static final int DEFAULT_PORT = 9001;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern TIME = Pattern.compile("(\\d{1,7}(?:\\.\\d{1,6})?)(ms|s|m|h)");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(?:\\.\\d{1,6})?");
    private static final double PERCENT = 100;
    private static final int RETRY_AFTER_SECONDS = Rates.AWS.retryAfterSeconds();

    private CommandLine() {}

    /** An option that can't be used; the message says which and why. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }

    /** The settings that the arguments say. */
    static Settings parse(String[] args) throws UsageException {
        // The model first: the other options change what it sets, wherever they stand.
        Settings settings = (asksForAws(args) ? Settings.aws() : Settings.defaults()).withPort(DEFAULT_PORT);
        for (int at = 0; at < args.length; at++) {
            int equals = args[at].indexOf('=');
            String option = equals < 0 ? args[at] : args[at].substring(0, equals);
            if (equals < 0 && at + 1 == args.length) {
                throw new UsageException(
                        known(option) ? option + ": needs a value" : option + ": unknown option; see --help");
            }
            String value = equals < 0 ? args[++at] : args[at].substring(equals + 1);
            try {
                settings = set(settings, option, value);
            } catch (IllegalArgumentException e) {
                throw new UsageException(option + ": " + e.getMessage());
            }
        }
        return settings;
    }

    private static boolean asksForAws(String[] args) {
        String all = String.join("=", args);
        return ("=" + all + "=").contains("=--model=aws=");
    }

    private static boolean known(String option) {
        return HELP.contains("  " + option + " ");
    }

    private static Settings set(Settings settings, String option, String value) throws UsageException {
        return switch (option) {
            case "--port" -> settings.withPort(port(value));
            case "--region" -> settings.withRegion(value);
            case "--account" -> settings.withAccount(value);
            case "--update-delay" -> settings.withUpdateDelay(time(value));
            case "--init-limit" -> settings.withInitLimit(time(value));
            case "--idle" -> settings.withIdleLimit(time(value));
            case "--work-dir" -> settings.withWorkFolder(folder(value));
            default -> settings.withModel(model(modelOf(settings), option, value));
        };
    }

    private static ModelSettings modelOf(Settings settings) {
        ModelSettings model = settings.model();
        return model == null ? ModelSettings.none() : model;
    }

    private static ModelSettings model(ModelSettings model, String option, String value) throws UsageException {
        Rates rates = model.rates();
        return switch (option) {
            case "--model" -> named(model, value);
            case "--update-jitter" -> model.withUpdateJitter(share(value));
            case "--control-rate" ->
                model.withRates(new Rates(number(value), rates.getFunction(), RETRY_AFTER_SECONDS));
            case "--get-function-rate" ->
                model.withRates(new Rates(rates.control(), number(value), RETRY_AFTER_SECONDS));
            case "--measurements" -> model.withMeasurementsHeader(isOn(value));
            case "--log-delay" -> model.withLogDelay(time(value));
            case "--seed" -> model.withSeed((long) number(value));
            case "--fault" -> model.withFault(FaultOption.parse(value));
            default -> throw new UsageException(option + ": unknown option; see --help");
        };
    }

    private static int port(String value) {
        if (value.matches("\\d{1,5}") && Integer.parseInt(value) <= HIGHEST_PORT) {
            return Integer.parseInt(value);
        }
        throw new IllegalArgumentException(value + ": must be a number from 0 to " + HIGHEST_PORT);
    }

    private static ModelSettings named(ModelSettings model, String name) {
        if (name.equals("aws")) {
            return model;
        }
        throw new IllegalArgumentException(name + ": must be aws");
    }

    private static boolean isOn(String value) {
        if (value.equals("on") || value.equals("off")) {
            return value.equals("on");
        }
        throw new IllegalArgumentException(value + ": must be on or off");
    }

    private static double number(String value) {
        if (NUMBER.matcher(value).matches()) {
            return Double.parseDouble(value);
        }
        throw new IllegalArgumentException(value + ": must be a number that is not negative");
    }

    /** A percentage as a share of 1. */
    static double share(String value) {
        if (value.endsWith("%")
                && NUMBER.matcher(value.substring(0, value.length() - 1)).matches()) {
            double share = Double.parseDouble(value.substring(0, value.length() - 1)) / PERCENT;
            if (share <= 1) {
                return share;
            }
        }
        throw new IllegalArgumentException(value + ": must be a percentage from 0% to 100%");
    }

    static Duration time(String value) {
        Matcher time = TIME.matcher(value);
        if (!time.matches()) {
            throw new IllegalArgumentException(value + ": must be a time with its unit, such as 50ms, 10s or 10m");
        }
        ChronoUnit unit = switch (time.group(2)) {
            case "ms" -> ChronoUnit.MILLIS;
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            default -> ChronoUnit.HOURS;
        };
        return Duration.ofNanos(Math.round(
                Double.parseDouble(time.group(1)) * unit.getDuration().toNanos()));
    }

    private static Path folder(String value) {
        try {
            return Path.of(value).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(value + ": is no path");
        }
    }
}
