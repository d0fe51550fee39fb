package io.coldgate.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColdStartHintTest {

    @Test
    void ofAColdStartHasItsInitDuration() {
        ColdStartHint hint = ColdStartHint.ofMeasurements(
                "{\"environment\":\"e\",\"cold\":true,\"initNanos\":2500000,\"durationNanos\":1}");

        assertThat(hint).isEqualTo(new ColdStartHint(Optional.of(true), OptionalDouble.of(2.5)));
    }

    @Test
    void ofAWarmAnswerHasNone() {
        ColdStartHint hint = ColdStartHint.ofMeasurements("{\"cold\":false,\"initNanos\":2500000}");

        assertThat(hint).isEqualTo(new ColdStartHint(Optional.of(false), OptionalDouble.empty()));
    }

    @Test
    void isWhatTheFunctionSays() {
        assertThat(ColdStartHint.ofInitHeader(Optional.of("12.5")))
                .isEqualTo(new ColdStartHint(Optional.of(true), OptionalDouble.of(12.5)));
        assertThat(ColdStartHint.ofInitHeader(Optional.empty()).cold()).contains(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "-1", "1e3", "12 ms", "99999999999"})
    void isUnknownWhereTheFunctionSaysNoNumber(String value) {
        assertThat(ColdStartHint.ofInitHeader(Optional.of(value))).isEqualTo(ColdStartHint.unknown());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "nonsense"})
    void isUnknownWhereTheHeaderIsBroken(String value) {
        assertThat(ColdStartHint.ofMeasurements(value)).isEqualTo(ColdStartHint.unknown());
    }
}
