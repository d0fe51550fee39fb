package io.coldgate.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColdnessTest {

    @Test
    void ofAColdStartHasItsInitDuration() {
        Coldness coldness = Coldness.ofMeasurements(
                "{\"environment\":\"e\",\"cold\":true,\"initNanos\":2500000,\"durationNanos\":1}");

        assertThat(coldness).isEqualTo(new Coldness(Optional.of(true), OptionalDouble.of(2.5)));
    }

    @Test
    void ofAWarmAnswerHasNone() {
        Coldness coldness = Coldness.ofMeasurements("{\"cold\":false,\"initNanos\":2500000}");

        assertThat(coldness).isEqualTo(new Coldness(Optional.of(false), OptionalDouble.empty()));
    }

    @Test
    void isWhatTheFunctionSays() {
        assertThat(Coldness.ofInitHeader(Optional.of("12.5")))
                .isEqualTo(new Coldness(Optional.of(true), OptionalDouble.of(12.5)));
        assertThat(Coldness.ofInitHeader(Optional.empty()).cold()).contains(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "-1", "1e3", "12 ms", "99999999999"})
    void isUnknownWhereTheFunctionSaysNoNumber(String value) {
        assertThat(Coldness.ofInitHeader(Optional.of(value))).isEqualTo(Coldness.unknown());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "nonsense"})
    void isUnknownWhereTheHeaderIsBroken(String value) {
        assertThat(Coldness.ofMeasurements(value)).isEqualTo(Coldness.unknown());
    }
}
