package io.coldgate.cli.option;

import io.coldgate.run.GateOptions;
import io.coldgate.run.ThresholdsFile;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.read.value.PlatformNames;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Options that several commands share, each declared once, with the same meaning everywhere. */
public final class SharedOptions {
    private SharedOptions() {}

    /** {@code FUNCTION...}. */
    public static final class Functions {
        @Parameters(
                arity = "0..*",
                paramLabel = "FUNCTION",
                description = "Only the functions that match, such as 'checkout-*' (default: all).")
        private List<String> values = new ArrayList<>();

        public List<String> patterns() {
            return values;
        }
    }

    /** {@code --function}, for commands whose argument is something else. */
    public static final class FunctionPatterns {
        @Option(
                names = "--function",
                paramLabel = "PATTERN",
                split = ",",
                description = "Only the functions that match, such as 'checkout-*' (default: all); may be repeated.")
        private List<String> values = new ArrayList<>();

        public List<String> patterns() {
            return values;
        }
    }

    /** {@code --fan-out}. */
    public static final class FanOut {
        @Spec(Spec.Target.MIXEE)
        private @Nullable CommandSpec spec;

        @Option(
                names = "--fan-out",
                paramLabel = "K",
                description = "Cold starts of each function to take together after one update, 1 to 500.")
        private @Nullable Integer value;

        public Optional<Integer> given() {
            return OptionValues.within(
                    Objects.requireNonNull(spec), "--fan-out", value, 1, io.coldgate.thresholds.FanOut.MOST);
        }
    }

    /** {@code --file}. */
    public static final class File {
        @Option(
                names = {"-f", "--file"},
                paramLabel = "FILE",
                description =
                        "The thresholds file, or its folder (default: thresholds.yaml here or in the nearest folder"
                                + " above, within the repository).")
        private @Nullable Path value;

        /** Returns the file that was named, or the nearest one. */
        public Path path() {
            return value == null ? ThresholdsFile.nearest() : ThresholdsFile.named(value);
        }

        public boolean isNamed() {
            return value != null;
        }
    }

    /** {@code [FILE]}: the file as an argument, instead of {@code --file}, for commands whose subject it is. */
    public static final class FileArgument {
        @Spec(Spec.Target.MIXEE)
        private @Nullable CommandSpec spec;

        @Parameters(arity = "0..1", paramLabel = "FILE", description = "The same as --file.")
        private @Nullable Path value;

        /** Returns the file that the argument or the option names, or the nearest one. */
        public Path or(File option) {
            if (value == null) {
                return option.path();
            }
            if (option.isNamed()) {
                throw mistake(value + ": give the thresholds file either as an argument or with --file");
            }
            boolean choosesFunctions = spec != null && spec.findOption("--function") != null;
            if (choosesFunctions && !Files.exists(value) && !isNamedAsFile(value)) {
                throw mistake(value + ": no such file or folder; choose functions with --function");
            }
            return ThresholdsFile.named(value);
        }

        /** Returns whether a name looks like that of a YAML file rather than a function. */
        private static boolean isNamedAsFile(Path given) {
            String name = given.toString().toLowerCase(Locale.ROOT);
            return name.endsWith(".yaml") || name.endsWith(".yml");
        }

        public boolean isNamed() {
            return value != null;
        }

        private ParameterException mistake(String message) {
            return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
        }
    }

    /** {@code --output}. */
    public static final class Output {
        @Option(
                names = {"-o", "--output"},
                paramLabel = "DIR",
                description =
                        "Folder for the run's files: records, reports and plots (default: target/coldgate beside a"
                                + " pom.xml, unless coldgate-out is there already, else coldgate-out; bisect,"
                                + " calibrate, canary, explain and sweep each have a folder of their own in it; judge"
                                + " writes nothing without this option).")
        private @Nullable Path value;

        public Optional<Path> folder() {
            return Optional.ofNullable(value);
        }
    }

    /** {@code --platform}. */
    public static final class Platform {
        @Spec(Spec.Target.MIXEE)
        private @Nullable CommandSpec spec;

        @Option(
                names = "--platform",
                paramLabel = "NAME",
                description = "Where all functions run, whatever the file says: embedded, localstack or aws.")
        private @Nullable String value;

        /** Returns the platform that was named. */
        public Optional<PlatformName> name() {
            if (value == null) {
                return Optional.empty();
            }
            return platform(spec, value, "embedded, localstack, aws");
        }
    }

    /** {@code --platform}, for commands on functions in production. */
    public static final class DeployedPlatform {
        @Spec(Spec.Target.MIXEE)
        private @Nullable CommandSpec spec;

        @Option(
                names = "--platform",
                paramLabel = "NAME",
                description = "Where the functions are deployed: aws or localstack (default: the file's, for canary"
                        + " aws).")
        private @Nullable String value;

        /** Returns the platform that was named, even the embedded one, which has no such functions. */
        public Optional<PlatformName> name() {
            return value == null ? Optional.empty() : platform(spec, value, "aws, localstack");
        }
    }

    private static Optional<PlatformName> platform(@Nullable CommandSpec spec, String value, String names) {
        Optional<PlatformName> name = PlatformNames.ofKey(value.toLowerCase(Locale.ROOT));
        if (name.isEmpty() && spec != null) {
            throw new ParameterException(spec.commandLine(), "--platform " + value + ": must be one of: " + names);
        }
        return name;
    }

    /** {@code --endpoint}. */
    public static final class Endpoint {
        @Option(
                names = "--endpoint",
                paramLabel = "URL",
                converter = OptionValues.EndpointConverter.class,
                description =
                        "The address of a running service that behaves like the platform, such as LocalStack or an"
                                + " embedded Lambda (default for localstack: LOCALSTACK_ENDPOINT, or one is"
                                + " started).")
        private @Nullable URI value;

        public Optional<URI> given() {
            return Optional.ofNullable(value);
        }
    }

    /** {@code --region}. */
    public static final class Region {
        @Option(
                names = "--region",
                paramLabel = "REGION",
                description = "The region (default: the file's, else the one of AWS_REGION or the profile).")
        private @Nullable String value;

        public Optional<String> given() {
            return Optional.ofNullable(value);
        }
    }

    /** {@code --seed}. */
    public static final class Seed {
        @Option(
                names = "--seed",
                paramLabel = "N",
                description = "Seed for every random order and draw (default: random, and reported; for replay 1).")
        private @Nullable Long value;

        public Optional<Long> given() {
            return Optional.ofNullable(value);
        }

        public long orRandom() {
            return value != null ? value : GateOptions.randomSeed();
        }
    }

    /** {@code --time-limit}. */
    public static final class TimeLimit {
        @Option(
                names = "--time-limit",
                paramLabel = "TIME",
                converter = OptionValues.DurationConverter.class,
                description =
                        "Longest time to measure or simulate, such as 2m; checks that are open then stay undecided.")
        private @Nullable Duration value;

        public Optional<Duration> given() {
            return Optional.ofNullable(value);
        }
    }

    /** {@code --json}. */
    public static final class Json {
        @Option(names = "--json", description = "Print JSON on standard output instead of text.")
        private boolean value;

        public boolean wanted() {
            return value;
        }
    }

    /** {@code --accept}. */
    public static final class Accept {
        @Option(
                names = "--accept",
                paramLabel = "FILE",
                description = "A file of accepted exceptions, in addition to those in the thresholds file: checks that"
                        + " may fail until a given day, each with a reason and an owner.")
        private @Nullable Path value;

        public Optional<Path> file() {
            return Optional.ofNullable(value);
        }
    }

    /** {@code --quiet}. */
    public static final class Quiet {
        @Option(
                names = {"-q", "--quiet"},
                description = "Print no progress; check and judge also print no table when everything passed.")
        private boolean value;

        public boolean wanted() {
            return value;
        }
    }
}
