package io.coldgate.unit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueUnitTest {
    @ParameterizedTest
    @CsvSource({
        "ns/op, TIME, ns, 1",
        "us/op, TIME, ns, 1e3",
        "sec/op, TIME, ns, 1e9",
        "min/op, TIME, ns, 60e9",
        "ms, TIME, ns, 1e6",
        "B/op, SIZE, bytes, 1",
        "ops/us, RATE, ops/s, 1e6",
        "ops/ms, RATE, ops/s, 1e3",
        "ops/s, RATE, ops/s, 1",
        "ops/min, RATE, ops/s, 0.016666666666666666",
        "allocs/op, OTHER, allocs/op, 1",
        "MB/sec, OTHER, MB/sec, 1",
        "MB/s, OTHER, MB/s, 1",
        "counts, OTHER, counts, 1",
        "ops/parsec, OTHER, ops/parsec, 1"
    })
    void unitsOfToolsAreKnownOrKeptAsTheyAre(String written, ValueUnit.Kind kind, String text, double inBase) {
        assertThat(ValueUnit.of(written)).isEqualTo(new ValueUnit.Scaled(new ValueUnit(kind, text), inBase));
    }

    @Test
    void amountsAreShownInTheUnitThatFits() {
        assertThat(ValueUnit.TIME.format(2345)).isEqualTo("2.35 us");
        assertThat(ValueUnit.SIZE.format(56)).isEqualTo("56 B");
        assertThat(ValueUnit.RATE.format(512_300)).isEqualTo("512 ops/ms");
        assertThat(ValueUnit.RATE.formatLike(499, 512_300)).isEqualTo("0 ops/ms");
        assertThat(ValueUnit.RATE.format(.5)).isEqualTo("0.500 ops/s");
        assertThat(ValueUnit.other("allocs/op").format(3)).isEqualTo("3 allocs/op");
        assertThat(ValueUnit.other("").format(.125)).isEqualTo("0.125");
    }

    @Test
    void numbersThatWouldBeAllZerosHaveAPowerOfTen() {
        ValueUnit own = ValueUnit.other("widgets");
        assertThat(own.format(1e308)).isEqualTo("1.00e+308 widgets");
        assertThat(own.format(1e-9)).isEqualTo("1.00e-09 widgets");
        assertThat(own.format(.002)).isEqualTo("0.0020 widgets");
        assertThat(own.format(123_456_789_012.0)).isEqualTo("123456789012 widgets");
        assertThat(ValueUnit.COUNT.format(1e20)).isEqualTo("1.00e+20");
        assertThat(ValueUnit.TIME.format(1e-9)).isEqualTo("0.0000 ns");
    }

    @ParameterizedTest
    @CsvSource({
        "*, anything, true",
        "*, '', true",
        "io.coldgate.*, io.coldgate.B.op, true",
        "io.coldgate.*, io_coldgate.B, false",
        "*.op, p.B.op, true",
        "*.op, p.B.ops, false",
        "p.?.op, p.B.op, true",
        "p.?.op, p..op, false",
        "a*b*c, aXbXbc, true",
        "GET /slow (A), GET /slow (A), true",
        "'http_req_duration{name:*}', 'http_req_duration{name:x}', true",
        "'', '', true",
        "'', a, false"
    })
    void aPatternIsTheWholeName(String pattern, String name, boolean matches) {
        assertThat(Glob.matches(pattern, name)).isEqualTo(matches);
    }

    @Test
    void aHostilePatternTakesNoTime() {
        assertThat(Glob.matches("*a".repeat(200) + "b", "a".repeat(100_000))).isFalse();
    }
}
