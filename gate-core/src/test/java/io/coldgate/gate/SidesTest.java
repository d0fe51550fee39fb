package io.coldgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.Metric;
import org.junit.jupiter.api.Test;

class SidesTest {
    @Test
    void bothSidesStandInTheUnitOfTheLargerOne() {
        assertThat(VerdictText.sides(Metric.INIT_DURATION, 3.8e6, 5.2e6)).isEqualTo("3.80 -> 5.20 ms");
        assertThat(VerdictText.sides(Metric.INIT_DURATION, 1.2e6, 985e3)).isEqualTo("1.20 -> 0.98 ms");
        assertThat(VerdictText.change(.99999)).isEqualTo("+0 %");
        assertThat(VerdictText.sides(Metric.INIT_SOCKETS, 1, 12)).isEqualTo("1 -> 12");
    }

    @Test
    void sidesFarApartAndFailedStartsHaveTheirOwnUnits() {
        assertThat(VerdictText.sides(Metric.INIT_DURATION, 38e3, 1.2e9)).isEqualTo("38.0 us -> 1.20 s");
        assertThat(VerdictText.sides(Metric.INIT_DURATION, 3.8e6, Double.POSITIVE_INFINITY))
                .isEqualTo("3.80 ms -> failed start");
        assertThat(VerdictText.sides(Metric.INIT_SOCKETS, 0, 3)).isEqualTo("0 -> 3");
    }
}
