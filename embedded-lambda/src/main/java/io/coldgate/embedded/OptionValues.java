package io.coldgate.embedded;

import io.coldgate.embedded.model.Fault;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converters for the values of options. */
final class OptionValues {
    private static final Pattern TIME = Pattern.compile("(\\d{1,7}(?:\\.\\d{1,6})?)(ms|s|m|h)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(?:\\.\\d{1,6})?");
    private static final double PERCENT = 100;
    private static final int HIGHEST_PORT = 65_535;

    private OptionValues() {}

    /** Reads a port: 0 to 65535. */
    static final class PortConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            if (value.matches("\\d{1,5}") && Integer.parseInt(value) <= HIGHEST_PORT) {
                return Integer.valueOf(value);
            }
            throw new TypeConversionException(value + ": must be a number from 0 to " + HIGHEST_PORT);
        }
    }

    /** Reads a time with its unit, such as {@code 50ms}. */
    static final class TimeConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            return time(value);
        }
    }

    /** Reads a percentage as a share of 1. */
    static final class ShareConverter implements ITypeConverter<Double> {
        @Override
        public Double convert(String value) {
            return share(value);
        }
    }

    /** Reads a number that is not negative. */
    static final class NumberConverter implements ITypeConverter<Double> {
        @Override
        public Double convert(String value) {
            if (NUMBER.matcher(value).matches()) {
                return Double.valueOf(value);
            }
            throw new TypeConversionException(value + ": must be a number that is not negative");
        }
    }

    /** A switch: a type of its own, because picocli does not let a boolean option take a value. */
    enum Switch {
        ON,
        OFF
    }

    /** Reads {@code on} or {@code off}. */
    static final class SwitchConverter implements ITypeConverter<Switch> {
        @Override
        public Switch convert(String value) {
            return switch (value) {
                case "on" -> Switch.ON;
                case "off" -> Switch.OFF;
                default -> throw new TypeConversionException(value + ": must be one of: on, off");
            };
        }
    }

    /** Reads the path of a folder. */
    static final class FolderConverter implements ITypeConverter<Path> {
        @Override
        public Path convert(String value) {
            try {
                return Path.of(value).toAbsolutePath();
            } catch (InvalidPathException e) {
                throw new TypeConversionException(value + ": is not a path");
            }
        }
    }

    /** Reads a fault, such as {@code throttle=20%}. */
    static final class FaultConverter implements ITypeConverter<Fault> {
        @Override
        public Fault convert(String value) {
            try {
                return FaultOption.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Returns a percentage as a share of 1. */
    static double share(String value) {
        if (value.endsWith("%")
                && NUMBER.matcher(value.substring(0, value.length() - 1)).matches()) {
            double share = Double.parseDouble(value.substring(0, value.length() - 1)) / PERCENT;
            if (share <= 1) {
                return share;
            }
        }
        throw new TypeConversionException(value + ": must be a percentage from 0% to 100%");
    }

    /** Returns a time. */
    static Duration time(String value) {
        Matcher time = TIME.matcher(value);
        if (!time.matches()) {
            throw new TypeConversionException(value + ": must be a time with its unit, such as 50ms, 10s or 10m");
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
}
