package io.coldgate.cli.option;

import io.coldgate.run.ThresholdsFile;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.read.value.PlatformNames;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
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
    public static final class DeployedPlatform extends DescribedOption<String> {
        @Spec(Spec.Target.MIXEE)
        private @Nullable CommandSpec spec;

        /**
         * The option of one command.
         *
         * @param unlessGiven the platform without the option
         */
        public DeployedPlatform(String unlessGiven) {
            super(
                    OptionSpec.builder("--platform")
                            .paramLabel("NAME")
                            .type(String.class)
                            .initialValue(null),
                    "Where the functions are deployed: aws or localstack (default: " + unlessGiven + ").");
        }

        /** Returns the platform that was named, even the embedded one, which has no such functions. */
        public Optional<PlatformName> name() {
            String value = value();
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
}
