package io.coldgate.unit;

import java.util.List;

/**
 * A unit as it is written, with its size in the base unit of its dimension.
 *
 * <p>{@code MB} is 2^20 bytes: this is Lambda's meaning in {@code MemorySize} and in {@code Max Memory Used}, so a
 * budget and the report it is compared with use the same unit. {@code MiB} is a synonym.
 *
 * @param name its printed name
 * @param spellings all its spellings, the printed one first
 * @param inBase its size in base units (nanoseconds, bytes)
 */
record MeasureUnit(String name, List<String> spellings, double inBase) {
    private static final double KIB = 1024;

    static final List<MeasureUnit> TIME = List.of(
            of(1, "ns"),
            // Both code points that look like a micro sign: U+00B5 and Greek U+03BC.
            of(1e3, "us", "\u00b5s", "\u03bcs"),
            of(1e6, "ms"),
            of(1e9, "s"),
            of(60e9, "m"),
            of(3600e9, "h"));

    static final List<MeasureUnit> SIZE = List.of(
            of(1, "B"), of(KIB, "kB", "KB", "KiB"), of(KIB * KIB, "MB", "MiB"), of(KIB * KIB * KIB, "GB", "GiB"));

    private static final List<MeasureUnit> COUNT = List.of(new MeasureUnit("", List.of(), 1));

    private static final List<MeasureUnit> USUAL_OF_TIME = TIME.subList(2, TIME.size());

    private static final List<MeasureUnit> USUAL_OF_SIZE = List.of(SIZE.get(2), SIZE.get(1), SIZE.get(3));

    private static MeasureUnit of(double inBase, String... spellings) {
        return new MeasureUnit(spellings[0], List.of(spellings), inBase);
    }

    /** Returns the units that people use for settings and limits, the most usual one first. */
    static List<MeasureUnit> usual(Dimension dimension) {
        return switch (dimension) {
            case TIME -> USUAL_OF_TIME;
            case SIZE -> USUAL_OF_SIZE;
            case COUNT -> COUNT;
        };
    }

    static List<MeasureUnit> of(Dimension dimension) {
        return switch (dimension) {
            case TIME -> TIME;
            case SIZE -> SIZE;
            case COUNT -> COUNT;
        };
    }
}
