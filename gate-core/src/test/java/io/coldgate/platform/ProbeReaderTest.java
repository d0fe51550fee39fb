package io.coldgate.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.lambda.Invocation;
import io.coldgate.logs.Report;
import io.coldgate.sample.Failure;
import io.coldgate.sample.Metric;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeReaderTest {
    private static final String LINE =
            "COLDGATE_PROBE {\"v\":1,\"requestId\":\"request-1\",\"nonce\":\"n-1\",\"logStream\":\"stream\","
                    + "\"host\":\"h\",\"pid\":7,\"n\":1,\"initNanos\":4000000,\"initCpuNanos\":3000000,"
                    + "\"initWaitNanos\":100,\"majorFaults\":3,\"initReadBytes\":6144,\"initSockets\":1,"
                    + "\"durationNanos\":600000,\"maxMemoryBytes\":1048576}\n";
    private static final ColdStartProof NOTHING = new ColdStartProof.NotProven("nothing here shows it");

    private final ProbeReader reader = new ProbeReader();

    private static Invocation invocation(String tail, Optional<Failure> failure, Optional<Report> report) {
        return new Invocation(
                "request-1", failure, tail, report, Optional.empty(), 9_000_000, "", ByteBuffer.allocate(0));
    }

    private static Invocation invocation(String tail) {
        return invocation(tail, Optional.empty(), Optional.empty());
    }

    private static Optional<Report> report(double duration) {
        return Optional.of(new Report(
                OptionalDouble.of(duration),
                OptionalDouble.of(5e6),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.of(512),
                Optional.empty(),
                false));
    }

    private static WarmProof readWarm(String tail, WarmProof own) {
        return ProbeReader.readWarm(invocation(LINE), invocation(tail), own);
    }

    @Test
    void aLaterInvocationOfTheSameProcessIsWarm() {
        WarmProof own = new WarmProof.NotWarm("nothing here shows it");
        String second = LINE.replace("\"n\":1", "\"n\":2");

        assertThat(readWarm(second, own))
                .isEqualTo(new WarmProof.Warm(OptionalDouble.of(6e5), OptionalDouble.empty(), ""));
        WarmProof told = new WarmProof.Warm(OptionalDouble.of(7e5), OptionalDouble.of(6e5), "");
        assertThat(readWarm(second, told)).isSameAs(told);
    }

    @Test
    void anotherProcessOrAFirstInvocationIsNotWarmWhateverThePlatformShows() {
        WarmProof told = new WarmProof.Warm(OptionalDouble.of(7e5), OptionalDouble.empty(), "");

        assertThat(readWarm(LINE, told)).isInstanceOf(WarmProof.NotWarm.class);
        assertThat(readWarm(LINE.replace("n-1", "n-2").replace("\"n\":1", "\"n\":2"), told))
                .isInstanceOf(WarmProof.NotWarm.class);
        assertThat(readWarm("no line", told)).isSameAs(told);
    }

    @Test
    void itsLineAloneIsProofAndMeasurement() {
        ColdStartProof.Cold cold = (ColdStartProof.Cold) reader.read(invocation("START\n" + LINE + "END\n"), NOTHING);

        assertThat(cold.proof()).contains("n-1").contains("probe");
        assertThat(cold.environment()).isEqualTo("stream");
        assertThat(cold.waitNanos()).hasValue(100);
        assertThat(cold.values())
                .isEqualTo(Map.of(
                        Metric.INIT_DURATION, 4e6,
                        Metric.INIT_CPU, 3e6,
                        Metric.MAJOR_FAULTS, 3.0,
                        Metric.INIT_READ_BYTES, 6144.0,
                        Metric.INIT_SOCKETS, 1.0,
                        Metric.DURATION, 6e5,
                        Metric.COLD_DURATION, 4.6e6,
                        Metric.MAX_MEMORY, 1048576.0,
                        Metric.CLIENT_LATENCY, 9e6));
        assertThat(cold.phases()).isEqualTo(Map.of("platform", 4.4e6, "init", 4e6, "handler", 6e5));
    }

    @Test
    void thePlatformsOwnDurationAndBillCount() {
        ColdStartProof.Cold cold =
                (ColdStartProof.Cold) reader.read(invocation(LINE, Optional.empty(), report(700_000)), NOTHING);

        assertThat(cold.values())
                .containsEntry(Metric.DURATION, 7e5)
                .containsEntry(Metric.COLD_DURATION, 4.7e6)
                .containsEntry(Metric.BILLED_DURATION, 5e6)
                .containsEntry(Metric.MAX_MEMORY, 1048576.0);
    }

    @Test
    void itsInitReplacesThePlatformsWhichHasTheProbesOwnStartInIt() {
        ColdStartProof own = ColdStartProof.Cold.builder()
                .proof("REPORT")
                .environment("env")
                .values(Map.of(Metric.INIT_DURATION, 6e6, Metric.COLD_DURATION, 7e6, Metric.DURATION, 1e6))
                .waitNanos(OptionalDouble.of(5))
                .phases(Map.of("sandbox", 3.0))
                .build();
        ColdStartProof.Cold cold = (ColdStartProof.Cold) reader.read(invocation(LINE), own);

        assertThat(cold.proof()).isEqualTo("REPORT");
        assertThat(cold.environment()).isEqualTo("env");
        assertThat(cold.values())
                .containsEntry(Metric.INIT_DURATION, 4e6)
                .containsEntry(Metric.COLD_DURATION, 5e6)
                .containsEntry(Metric.DURATION, 1e6);
        assertThat(cold.phases()).containsEntry("sandbox", 3.0).doesNotContainKey("platform");
    }

    @Test
    void thePlatformsCountsHaveTheProbeInThemAndGoEvenWhereItTellsNone() {
        ColdStartProof own = ColdStartProof.Cold.builder()
                .proof("REPORT")
                .environment("env")
                .values(Map.of(Metric.INIT_DURATION, 6e6, Metric.INIT_SOCKETS, 4.0, Metric.MAJOR_FAULTS, 9.0))
                .build();
        ColdStartProof.Cold cold =
                (ColdStartProof.Cold) reader.read(invocation(LINE.replace("\"initSockets\":1,", "")), own);

        assertThat(cold.values()).containsEntry(Metric.MAJOR_FAULTS, 3.0).doesNotContainKey(Metric.INIT_SOCKETS);
    }

    @Test
    void aProcessIsColdOnce() {
        reader.read(invocation(LINE), NOTHING);

        assertThat(reader.read(invocation(LINE), NOTHING)).isInstanceOf(ColdStartProof.NotProven.class);
        assertThat(reader.read(invocation(LINE.replace("n-1", "n-2")), NOTHING))
                .isInstanceOf(ColdStartProof.Cold.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "COLDGATE_PROBE ",
                "COLDGATE_PROBE {",
                "COLDGATE_PROBE []",
                "COLDGATE_PROBE {\"v\":2,\"requestId\":\"request-1\",\"nonce\":\"x\",\"n\":1}",
                "COLDGATE_PROBE {\"v\":1,\"requestId\":\"request-1\",\"n\":1}",
                "REPORT RequestId: request-1\nCOLDGATE_PROBE {\"v\":1,\"requestId\":\"other\",\"nonce\":\"x\",\"n\":1}",
                "COLDGATE_PROBE {\"v\":1,\"requestId\":\"request-1\",\"nonce\":\"x\",\"n\":2}",
                "{\"v\":1,\"requestId\":\"request-1\",\"nonce\":\"x\",\"n\":1}"
            })
    void withoutProofThereIsNoSample(String tail) {
        assertThat(reader.read(invocation(tail), NOTHING)).isInstanceOf(ColdStartProof.NotProven.class);
    }

    @Test
    void aServiceThatGivesTheFunctionAnotherIdIsUnderstood() {
        ColdStartProof first = reader.read(invocation(LINE.replace("request-1", "71")), NOTHING);
        ColdStartProof again = reader.read(invocation(LINE.replace("request-1", "72")), NOTHING);

        assertThat(first).isInstanceOf(ColdStartProof.Cold.class);
        assertThat(again).isInstanceOf(ColdStartProof.NotProven.class);
    }

    @Test
    void aLineBehindUnfinishedOutputIsFound() {
        assertThat(reader.read(invocation("no line end" + LINE), NOTHING)).isInstanceOf(ColdStartProof.Cold.class);
    }

    @Test
    void aPlatformsProofWithoutTheLineIsNoSampleBecauseItsFiguresWouldBeOthers() {
        ColdStartProof own = ColdStartProof.Cold.builder()
                .proof("REPORT")
                .environment("env")
                .values(Map.of(Metric.INIT_DURATION, 6e6))
                .build();
        assertThat(reader.read(invocation("flooded"), own)).isInstanceOf(ColdStartProof.NotProven.class);
    }

    @Test
    void aFailedInitCountsAndHasNoValues() {
        Optional<Failure> failure = Optional.of(new Failure("Runtime.ExitError", "exit status 3"));
        String tail =
                "COLDGATE_PROBE {\"v\":1,\"nonce\":\"n-3\",\"host\":\"h\",\"pid\":7,\"n\":0,\"trouble\":\"exit\"}\n";
        ColdStartProof.Cold cold =
                (ColdStartProof.Cold) reader.read(invocation(tail, failure, Optional.empty()), NOTHING);

        assertThat(cold.failure()).isEqualTo(failure);
        assertThat(cold.values()).isEmpty();
        assertThat(cold.environment()).isEqualTo("h");
    }

    @Test
    void aFailureThatThePlatformProvesNeedsNoLine() {
        Optional<Failure> failure = Optional.of(new Failure("Runtime.ExitError", "exit status 3"));
        ColdStartProof own = ColdStartProof.Cold.builder()
                .proof("none came up")
                .environment("e")
                .values(Map.of())
                .failure(failure)
                .build();
        assertThat(reader.read(invocation("", failure, Optional.empty()), own)).isEqualTo(own);
    }
}
