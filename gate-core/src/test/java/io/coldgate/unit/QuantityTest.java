package io.coldgate.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Isolated("it changes the locale of the JVM")
class QuantityTest {
    private final Locale before = Locale.getDefault();

    @BeforeEach
    void speakGerman() {
        Locale.setDefault(Locale.GERMANY);
    }

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @CsvSource({
        "1ns, 1",
        "80us, 80000",
        "80µs, 80000",
        "80μs, 80000",
        "80ms, 80000000",
        "80 ms, 80000000",
        "1.2s, 1200000000",
        "0.1ms, 100000",
        "10m, 600000000000",
        "1h, 3600000000000",
        "0s, 0"
    })
    void readsTimes(String text, double nanos) throws QuantityFormatException {
        assertThat(Quantity.parse(text, Dimension.TIME)).isEqualTo(new Quantity(nanos, Dimension.TIME));
    }

    @ParameterizedTest
    @CsvSource({"1B, 1", "2kB, 2048", "2KB, 2048", "2KiB, 2048", "1.5MB, 1572864", "10MiB, 10485760", "1GB, 1073741824"
    })
    void readsSizesInPowersOf1024(String text, double bytes) throws QuantityFormatException {
        assertThat(Quantity.parse(text, Dimension.SIZE)).isEqualTo(new Quantity(bytes, Dimension.SIZE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TIME  | 80       | \"80\": no unit: write 80ms or 80s",
                "SIZE  | 512      | \"512\": no unit: write 512MB or 512kB",
                "TIME  | 80MB     | \"80MB\": MB is a unit of size, wanted is a time: write 80ms or 80s",
                "SIZE  | 10mb     | \"10mb\": unknown unit \"mb\"; did you mean MB, as in 10MB?",
                "TIME  | 80 miles | \"80 miles\": unknown unit \"miles\": units of time are ns, us, ms, s, m, h, as in"
                        + " 80ms",
                "TIME  | 1,5s     | \"1,5s\": a decimal comma: write 1.5s",
                "TIME  | '1,5 s'  | \"1,5 s\": a decimal comma: write 1.5s",
                "TIME  | 1,5      | \"1,5\": a decimal comma: write 1.5ms or 1.5s",
                "SIZE  | 1,5mb    | \"1,5mb\": a decimal comma: write 1.5MB",
                "TIME  | 0,125s   | \"0,125s\": a decimal comma: write 0.125s",
                "TIME  | 1,500ms  | \"1,500ms\": a comma: write 1500ms, or 1.500ms for a fraction",
                "TIME  | 1,000,000ms | \"1,000,000ms\": a comma: write a number without one, as in 1.5ms",
                "TIME  | 1_000ms  | \"1_000ms\": digits are not separated here: write 1000ms",
                "TIME  | -5ms     | \"-5ms\": negative: write a number from zero up, as in 80ms",
                "TIME  | fast     | \"fast\": not a time: write a number and a unit, as in 80ms",
                "TIME  | 1.2.3s   | \"1.2.3s\": not a number: write digits, a point and digits, as in 1.5ms",
                "TIME  | ''       | \"\": empty: write 80ms",
                "TIME  | 9999999h | \"9999999h\": too large: at most 2502 h",
                "COUNT | 5000MB   | \"5000MB\": MB is a unit of size, wanted is a count: write 5000",
                "COUNT | 10 ms    | \"10 ms\": ms is a unit of time, wanted is a count: write 10",
                "COUNT | 10%      | \"10%\": not a whole number: write it without a unit, sign or separator, as in"
                        + " 5000",
                "COUNT | 9999999999999999 | \"9999999999999999\": too large: at most 9007199254740992",
                "COUNT | 1.5      | \"1.5\": not a whole number: write it without a point, as in 1",
                "COUNT | 017      | \"017\": a leading zero, which some readers take for octal: write it without",
                "COUNT | many     | \"many\": not a whole number: write digits, as in 5000"
            })
    void saysWhatIsWrongAndHowToWriteIt(Dimension dimension, String text, String message) {
        assertThatThrownBy(() -> Quantity.parse(text, dimension))
                .isInstanceOf(QuantityFormatException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5    | \"5\": no unit: write 5s or 5m",
                "0.5  | \"0.5\": no unit: write 0.5m or 0.5h",
                "1,5  | \"1,5\": a decimal comma: write 1.5s or 1.5m",
                "5MB  | \"5MB\": MB is a unit of size, wanted is a time: write 5s or 5m",
                "0    | \"0\": no unit: write 0ms",
                "soon | \"soon\": not a time: write a number and a unit, as in 80s"
            })
    void offersOnlyUnitsThatMakeAPlausibleAmount(String text, String message) {
        assertThatThrownBy(() -> Quantity.parse(text, Dimension.TIME, nanos -> nanos >= 1e9))
                .hasMessage(message);
    }

    @Test
    void boundsAndEscapesWhatItQuotes() {
        assertThatThrownBy(() -> Quantity.parse("\u001b[31m" + "9".repeat(10_000), Dimension.TIME))
                .hasMessageStartingWith("\"\\u001b[31m99")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }

    @ParameterizedTest
    @CsvSource({
        "82400000, 82.4 ms",
        "1200000000, 1.20 s",
        "999700000, 1.00 s",
        "999400000, 999 ms",
        "80000000, 80.0 ms",
        "9999000, 10.0 ms",
        "1, 1 ns",
        "0.5, 0.500 ns",
        "1500, 1.50 us",
        "90000000000, 90.0 s",
        "600000000000, 10.0 m",
        "7200000000000, 2.00 h",
        "0, 0 ms",
        "Infinity, ∞"
    })
    void printsTimesInOneReadableUnit(double nanos, String expected) {
        assertThat(new Quantity(nanos, Dimension.TIME).format()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"9992929, 9.53 MB", "512, 512 B", "1023, 1023 B", "2048, 2.00 kB", "1073741824, 1.00 GB", "0, 0 B"})
    void printsSizesInOneReadableUnit(double bytes, String expected) {
        assertThat(new Quantity(bytes, Dimension.SIZE).format()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "7 | 7",
                "999 | 999",
                "5000 | 5,000",
                "1234567 | 1,234,567",
                "2.5 | 2.50",
                "Infinity | \u221e"
            })
    void printsCountsPlainlyWithCommasBetweenThousands(double count, String expected) {
        assertThat(new Quantity(count, Dimension.COUNT).format()).isEqualTo(expected);
        assertThat(ValueUnit.COUNT.format(count)).isEqualTo(expected);
    }

    @Test
    void anotherToolsNumbersHaveNoCommas() {
        assertThat(ValueUnit.other("allocs/op").format(12345)).isEqualTo("12345 allocs/op");
    }

    @Test
    void printsAColumnInOneUnit() {
        Quantity small = new Quantity(60e6, Dimension.TIME);
        Quantity large = new Quantity(1.2e9, Dimension.TIME);
        Scale scale = Scale.common(List.of(small, large));
        assertThat(scale.format(small)).isEqualTo("0.0600 s");
        assertThat(scale.format(large)).isEqualTo("1.2000 s");
        assertThat(scale.format(new Quantity(Double.POSITIVE_INFINITY, Dimension.TIME)))
                .isEqualTo("∞");
        assertThat(large.formatLike(small)).isEqualTo("1200.0 ms");
    }

    @ParameterizedTest
    @CsvSource({"5%, 0.05", "0.1%, 0.001", "100 %, 1"})
    void readsPercentages(String text, double share) throws QuantityFormatException {
        assertThat(Percentage.parse(text)).isEqualTo(share);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5    | \"5\": no unit: write 5%",
                "0.05 | \"0.05\": no unit: write 0.05%",
                "'7,5 %' | \"7,5 %\": a decimal comma: write 7.5%",
                "7,5  | \"7,5\": a decimal comma: write 7.5%",
                "1,2,3% | \"1,2,3%\": not a percentage: write a number and a percent sign, as in 5%",
                "x%   | \"x%\": not a percentage: write a number and a percent sign, as in 5%"
            })
    void refusesSharesWithoutTheirSign(String text, String message) {
        assertThatThrownBy(() -> Percentage.parse(text)).hasMessage(message);
    }

    @Test
    void printsPercentagesWithoutTrailingZeros() {
        assertThat(Percentage.format(0.01)).isEqualTo("1%");
        assertThat(Percentage.format(0.001)).isEqualTo("0.1%");
    }
}
