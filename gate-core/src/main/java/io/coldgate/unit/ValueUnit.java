package io.coldgate.unit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The unit of values in a plot or in another tool's results. Times are kept in nanoseconds, sizes in bytes, throughputs
 * in operations per second; everything else stays in the tool's own unit, which is never converted.
 *
 * @param kind the kind of value
 * @param text the unit of the kept values: {@code ns}, {@code bytes}, {@code ops/s}, or the tool's own; empty for a
 *     plain number
 */
public record ValueUnit(Kind kind, String text) {
    /** The kind of value that a unit measures. */
    public enum Kind {
        /** Time, in nanoseconds. */
        TIME,
        /** A size, in bytes. */
        SIZE,
        /** A count. */
        COUNT,
        /** Operations per second. */
        RATE,
        /** Anything else, in the tool's own unit. */
        OTHER
    }

    /** Nanoseconds. */
    public static final ValueUnit TIME = new ValueUnit(Kind.TIME, "ns");

    /** Bytes. */
    public static final ValueUnit SIZE = new ValueUnit(Kind.SIZE, "bytes");

    /** A count. */
    public static final ValueUnit COUNT = new ValueUnit(Kind.COUNT, "");

    /** Operations per second. */
    public static final ValueUnit RATE = new ValueUnit(Kind.RATE, "ops/s");

    private static final String PER_OPERATION = "/op";

    /** Spellings in JMH, Go, k6 and hyperfine. */
    private static final Map<String, Double> TIMES = Map.ofEntries(
            Map.entry("ns", 1.0),
            Map.entry("us", 1e3),
            Map.entry("µs", 1e3),
            Map.entry("ms", 1e6),
            Map.entry("s", 1e9),
            Map.entry("sec", 1e9),
            Map.entry("m", 60e9),
            Map.entry("min", 60e9),
            Map.entry("h", 3600e9),
            Map.entry("hr", 3600e9),
            Map.entry("day", 86_400e9));

    /** Units from large to small, in operations per second; the first one with a value of at least one is shown. */
    private static final List<Rate> RATES =
            List.of(new Rate("ops/ns", 1e9), new Rate("ops/us", 1e6), new Rate("ops/ms", 1e3), new Rate("ops/s", 1));

    private record Rate(String name, double inBase) {}

    /** A unit that is never converted. */
    public static ValueUnit other(String text) {
        return new ValueUnit(Kind.OTHER, text);
    }

    /**
     * Returns the unit and the scale of a unit as written by a tool, such as {@code us/op}, {@code ops/ms} or
     * {@code B/op}.
     */
    public static Scaled of(String written) {
        String bare = written.endsWith(PER_OPERATION)
                ? written.substring(0, written.length() - PER_OPERATION.length())
                : written;
        Double time = TIMES.get(bare);
        if (time != null) {
            return new Scaled(TIME, time);
        }
        if (bare.equals("B") || bare.equals("bytes")) {
            return new Scaled(SIZE, 1);
        }
        OptionalDouble rate = rate(written);
        return rate.isPresent() ? new Scaled(RATE, rate.getAsDouble()) : new Scaled(other(written), 1);
    }

    private static OptionalDouble rate(String written) {
        String per = written.startsWith("ops/") ? written.substring("ops/".length()) : "";
        Double nanos = TIMES.get(per);
        return nanos == null ? OptionalDouble.empty() : OptionalDouble.of(1e9 / nanos);
    }

    /**
     * A tool's unit.
     *
     * @param unit the unit in which values are kept
     * @param inBase the size of the tool's unit in that unit
     */
    public record Scaled(ValueUnit unit, double inBase) {}

    /** Returns the amount formatted for people: {@code 1.23 us}, {@code 512 ops/ms}, {@code 3 allocs/op}. */
    public String format(double value) {
        return formatLike(value, value);
    }

    /** Returns the amount in the unit and with the decimals of another amount, to be shown beside it. */
    public String formatLike(double value, double like) {
        Optional<Dimension> dimension = dimension();
        if (dimension.isPresent()) {
            return new Quantity(value, dimension.get()).formatLike(new Quantity(like, dimension.get()));
        }
        Shown shown = shown(like);
        String number = Scale.of(new Quantity(like / shown.inBase(), Dimension.COUNT))
                .plain(new Quantity(value / shown.inBase(), Dimension.COUNT));
        return shown.name().isEmpty() ? number : number + " " + shown.name();
    }

    /** Returns the unit that suits that value, which an axis up to that value uses. */
    public Shown shown(double value) {
        Optional<Dimension> dimension = dimension();
        if (dimension.isPresent()) {
            Scale scale = Scale.of(new Quantity(value, dimension.get()));
            return new Shown(scale.unitName(), scale.unitInBase());
        }
        if (kind == Kind.OTHER) {
            return new Shown(text, 1);
        }
        Rate rate = RATES.stream()
                .filter(each -> value >= each.inBase())
                .findFirst()
                .orElse(RATES.get(RATES.size() - 1));
        return new Shown(rate.name(), rate.inBase());
    }

    /**
     * A unit for display.
     *
     * @param name its name, such as {@code ms}; empty for a plain number
     * @param inBase its size in the unit of the kept values
     */
    public record Shown(String name, double inBase) {}

    private Optional<Dimension> dimension() {
        return switch (kind) {
            case TIME -> Optional.of(Dimension.TIME);
            case SIZE -> Optional.of(Dimension.SIZE);
            case COUNT -> Optional.of(Dimension.COUNT);
            case RATE, OTHER -> Optional.empty();
        };
    }
}
