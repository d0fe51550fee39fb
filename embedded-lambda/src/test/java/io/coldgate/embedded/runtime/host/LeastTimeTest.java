package io.coldgate.embedded.runtime.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeastTimeTest {
    @ParameterizedTest(name = "{0} with waits of {1} and {2}, CPU {3} (busiest {4}) on {5} cores: {6}")
    @CsvSource({
        "10, 0, 0, 8, 8, 2, 10", // a quiet host
        "10, 3, 1, 5, 5, 2, 6", // what threads and server waited is no time of the function's
        "10, 30, 0, 9, 7, 2, 7", // threads that wait at once wait for more than there was; one thread's work remains
        "10, 30, 0, 18, 5, 2, 9", // or all work, on all cores at once
        "10, 30, 0, 0, 0, 2, 0",
        "10, 0, 0, 40, 30, 2, 10", // never more than was measured
    })
    void aTimeIsAtLeastWhatWaitingCannotExplain(
            long wall, long wait, long server, long run, long busiest, int cores, long least) {
        assertThat(LeastTime.of(wall, new ProcFs.CpuTimes(run, wait, busiest), OptionalLong.of(server), cores))
                .hasValue(least);
    }

    @Test
    void nothingIsKnownWhereTheSystemDoesNotTell() {
        assertThat(LeastTime.of(10, null, OptionalLong.of(0), 2)).isEmpty();
        assertThat(LeastTime.of(10, new ProcFs.CpuTimes(1, 1, 1), OptionalLong.empty(), 2))
                .isEmpty();
    }
}
