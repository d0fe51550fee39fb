package io.coldgate.cli.option;

import io.coldgate.deploy.ExplainSettings;
import io.coldgate.run.Shard;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Percentage;
import io.coldgate.unit.Quantity;
import io.coldgate.unit.QuantityFormatException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Converters and checks for the values of options. */
public final class OptionValues {
    private static final double MOST_INCREASE = 10;

    private OptionValues() {}

    /** Returns the value of an option that is a count; empty if it was not given. */
    public static Optional<Integer> within(
            CommandSpec spec, String option, @Nullable Integer given, int least, int most) {
        if (given != null && (given < least || given > most)) {
            throw new ParameterException(
                    spec.commandLine(), option + ": " + given + ": must be between " + least + " and " + most);
        }
        return Optional.ofNullable(given);
    }

    /** Returns the share by which something may be larger: .05 for {@code +5%}; above 0, at most {@code +1000%}. */
    public static double increase(CommandSpec spec, String option, String given) {
        try {
            double share = Percentage.parse(given.startsWith("+") ? given.substring(1) : given);
            if (share > 0 && share <= MOST_INCREASE) {
                return share;
            }
        } catch (QuantityFormatException e) {
            throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
        }
        throw new ParameterException(
                spec.commandLine(), option + ": " + given + ": must be above 0, and +1000% at most");
    }

    /** Converts a duration of a part of a run, with its unit, such as {@code 10m}. */
    public static final class DurationConverter implements ITypeConverter<Duration> {
        /** The shortest duration that a hint offers: options concern runs, which take seconds at least. */
        private static final Duration PLAUSIBLE = Duration.ofSeconds(1);

        @Override
        public Duration convert(String value) {
            try {
                Quantity quantity = Quantity.parse(value, Dimension.TIME, nanos -> nanos >= PLAUSIBLE.toNanos());
                if (quantity.value() == 0) {
                    throw new TypeConversionException("must be more than zero");
                }
                return Duration.ofNanos((long) quantity.value());
            } catch (QuantityFormatException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Converts the selection of functions to explain. */
    public static final class WhenConverter implements ITypeConverter<ExplainSettings.When> {
        @Override
        public ExplainSettings.When convert(String value) {
            return ExplainSettings.When.ofKey(value)
                    .orElseThrow(() -> new TypeConversionException("must be one of: never, failed, always: " + value));
        }
    }

    /** Converts a part of a build, such as {@code 2/4}. */
    public static final class ShardConverter implements ITypeConverter<Shard> {
        private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,2})/([1-9][0-9]{0,2})");

        @Override
        public Shard convert(String value) {
            Matcher parts = FORM.matcher(value);
            if (!parts.matches()) {
                throw new TypeConversionException("write which part and of how many, such as 2/4, up to 999");
            }
            try {
                return new Shard(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Converts the address of a service, such as {@code http://127.0.0.1:4566}. */
    public static final class EndpointConverter implements ITypeConverter<URI> {
        @Override
        public URI convert(String value) {
            try {
                URI address = new URI(value);
                boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
                if (http && address.getHost() != null) {
                    return address;
                }
            } catch (URISyntaxException e) {
                throw new TypeConversionException(wanted(value));
            }
            throw new TypeConversionException(wanted(value));
        }

        private static String wanted(String value) {
            return "\"" + value + "\": not an address of a service: write it as in http://127.0.0.1:4566";
        }
    }
}
