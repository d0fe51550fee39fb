package io.coldgate.unit;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;

/** Parses quantities as written in a thresholds file: {@code 80ms}, {@code 1.2s}, {@code 10MB}, {@code 5000}. */
final class QuantityParser {
    /** The largest whole number that is exact in a double: 104 days in nanoseconds, 8 PB in bytes. */
    private static final BigDecimal LARGEST = BigDecimal.valueOf(1L << 53);

    /** The longest text; longer ones are not quantities, and not worth parsing. */
    private static final int LONGEST = 40;

    /** The number of units that a hint offers. */
    private static final int OFFERED = 2;

    private final String text;
    private final Dimension dimension;
    private final DoublePredicate plausible;

    /**
     * A parser of one text.
     *
     * @param plausible accepts amounts, in base units, that a hint may offer
     */
    QuantityParser(String text, Dimension dimension, DoublePredicate plausible) {
        this.text = text.strip();
        this.dimension = dimension;
        this.plausible = plausible;
    }

    Quantity parse() throws QuantityFormatException {
        if (text.isEmpty()) {
            throw wrong("empty: write " + example("80"));
        }
        int end = endOfNumber();
        if (end == 0 || text.length() > LONGEST) {
            throw notANumber();
        }
        String number = text.substring(0, end);
        if (number.endsWith(".") || number.indexOf('.') != number.lastIndexOf('.') || number.startsWith(".")) {
            throw wrong("not a number: write digits, a point and digits, as in " + example("1.5"));
        }
        String unit = text.substring(end).strip();
        return dimension == Dimension.COUNT ? count(number, unit) : measured(number, unit);
    }

    private int endOfNumber() {
        int i = 0;
        while (i < text.length() && (isDigit(text.charAt(i)) || text.charAt(i) == '.')) {
            i++;
        }
        return i;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private Quantity count(String number, String unit) throws QuantityFormatException {
        for (Dimension measured : List.of(Dimension.TIME, Dimension.SIZE)) {
            if (isUnitOf(measured, unit)) {
                throw wrong(unit + " is a unit of " + noun(measured) + ", wanted is a " + noun(dimension) + ": write "
                        + number);
            }
        }
        if (!unit.isEmpty()) {
            throw wrong("not a whole number: write it without a unit, sign or separator, as in 5000");
        }
        if (number.contains(".")) {
            throw wrong(
                    "not a whole number: write it without a point, as in " + number.substring(0, number.indexOf('.')));
        }
        if (number.length() > 1 && number.startsWith("0")) {
            throw wrong("a leading zero, which some readers take for octal: write it without");
        }
        return bounded(new BigDecimal(number));
    }

    private Quantity measured(String number, String unit) throws QuantityFormatException {
        if (unit.isEmpty()) {
            throw wrong("no unit: write " + examples(number));
        }
        for (MeasureUnit known : MeasureUnit.of(dimension)) {
            if (known.spellings().contains(unit)) {
                return bounded(new BigDecimal(number).multiply(BigDecimal.valueOf(known.inBase())));
            }
        }
        throw wrongUnit(number, unit);
    }

    private static boolean isUnitOf(Dimension dimension, String unit) {
        return MeasureUnit.of(dimension).stream()
                .anyMatch(known -> known.spellings().contains(unit));
    }

    private Quantity bounded(BigDecimal base) throws QuantityFormatException {
        if (base.compareTo(LARGEST) > 0) {
            // A count is written without thousands separators.
            String most = dimension == Dimension.COUNT
                    ? LARGEST.toPlainString()
                    : new Quantity(LARGEST.doubleValue(), dimension).format();
            throw wrong("too large: at most " + most);
        }
        return new Quantity(base.doubleValue(), dimension);
    }

    private QuantityFormatException wrongUnit(String number, String unit) {
        Dimension other = dimension == Dimension.TIME ? Dimension.SIZE : Dimension.TIME;
        if (isUnitOf(other, unit)) {
            return wrong(unit + " is a unit of " + noun(other) + ", wanted is a " + noun(dimension) + ": write "
                    + examples(number));
        }
        if (unit.startsWith(",")) {
            return comma();
        }
        if (unit.startsWith("_")) {
            return wrong("digits are not separated here: write " + example(text.replaceAll("[^0-9]", "")));
        }
        for (MeasureUnit known : MeasureUnit.of(dimension)) {
            for (String spelling : known.spellings()) {
                if (spelling.toLowerCase(Locale.ROOT).equals(unit.toLowerCase(Locale.ROOT))) {
                    return wrong("unknown unit " + Printable.quote(unit) + "; did you mean " + known.name() + ", as in "
                            + number + known.name() + "?");
                }
            }
        }
        return wrong("unknown unit " + Printable.quote(unit) + ": units of " + noun(dimension) + " are " + names()
                + ", as in " + example(number));
    }

    private QuantityFormatException comma() {
        Optional<String> pointed = DecimalComma.withPoint(text);
        if (pointed.isEmpty()) {
            return wrong("a comma: write a number without one, as in " + example("1.5"));
        }
        boolean unitMissing = pointed.get().chars().allMatch(c -> c == '.' || isDigit((char) c));
        if (unitMissing) {
            return wrong(DecimalComma.hint(examples(pointed.get())));
        }
        try {
            new QuantityParser(pointed.get(), dimension, plausible).parse();
        } catch (QuantityFormatException e) {
            return wrong(DecimalComma.hint(example(pointed.get().replaceFirst("[^0-9.].*", ""))));
        }
        return DecimalComma.withoutComma(text)
                .map(thousands -> wrong("a comma: write " + thousands + ", or " + pointed.get() + " for a fraction"))
                .orElseGet(() -> wrong(DecimalComma.hint(pointed.get())));
    }

    private QuantityFormatException notANumber() {
        if (text.startsWith("-")) {
            return wrong("negative: write a number from zero up, as in " + example("80"));
        }
        return dimension == Dimension.COUNT
                ? wrong("not a whole number: write digits, as in 5000")
                : wrong("not a " + noun(dimension) + ": write a number and a unit, as in " + example("80"));
    }

    private QuantityFormatException wrong(String problem) {
        return new QuantityFormatException(Printable.quote(text) + ": " + problem);
    }

    private String names() {
        return MeasureUnit.of(dimension).stream().map(MeasureUnit::name).collect(Collectors.joining(", "));
    }

    private String example(String number) {
        return offered(number).get(0);
    }

    private String examples(String number) {
        return String.join(" or ", offered(number));
    }

    /** Returns the number with units that make it a plausible amount, the usual units first; at least one. */
    private List<String> offered(String number) {
        List<MeasureUnit> usual = MeasureUnit.usual(dimension);
        double value = Double.parseDouble(number);
        List<String> fitting = usual.stream()
                .filter(unit -> plausible.test(value * unit.inBase()))
                .limit(OFFERED)
                .map(unit -> number + unit.name())
                .toList();
        return fitting.isEmpty() ? List.of(number + usual.get(0).name()) : fitting;
    }

    private static String noun(Dimension dimension) {
        return switch (dimension) {
            case TIME -> "time";
            case SIZE -> "size";
            case COUNT -> "count";
        };
    }
}
