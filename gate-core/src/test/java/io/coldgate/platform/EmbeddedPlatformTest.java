package io.coldgate.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.lambda.Invocation;
import io.coldgate.logs.Report;
import io.coldgate.sample.Failure;
import io.coldgate.sample.Metric;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("process")
class EmbeddedPlatformTest {
    private static final String COLD = """
            {"cold":true,"environment":"env-1","pid":77,"initNanos":4000000,"durationNanos":500000,
            "initCpuNanos":3000000,"initWaitNanos":100,"majorFaults":0,"initReadBytes":6144,"initSockets":2,"maxMemoryBytes":1048576,"unpackNanos":0,"sandboxNanos":7}
            """;

    private EmbeddedPlatform platform;

    @BeforeEach
    void start() throws IOException {
        platform = EmbeddedPlatform.start();
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    private static Invocation invocation(
            String measurements, Optional<Failure> failure, Optional<String> trouble, boolean initFailed) {
        Report report = new Report(
                OptionalDouble.of(1),
                OptionalDouble.of(5e6),
                OptionalDouble.of(1),
                OptionalDouble.empty(),
                OptionalDouble.of(1),
                trouble,
                initFailed);
        return new Invocation(
                "id",
                failure,
                "",
                Optional.of(report),
                Optional.ofNullable(measurements),
                9_000_000,
                "",
                ByteBuffer.allocate(0));
    }

    private ColdStartProof read(String measurements) {
        return platform.read(invocation(measurements, Optional.empty(), Optional.empty(), false));
    }

    @Test
    void aNewProcessIsACold() {
        ColdStartProof.Cold cold = (ColdStartProof.Cold) read(COLD);

        assertThat(cold.environment()).isEqualTo("env-1");
        assertThat(cold.proof()).contains("process 77");
        assertThat(cold.failure()).isEmpty();
        assertThat(cold.waitNanos()).hasValue(100);
        assertThat(cold.values())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry(Metric.INIT_DURATION, 4e6),
                        Map.entry(Metric.DURATION, 5e5),
                        Map.entry(Metric.COLD_DURATION, 4.5e6),
                        Map.entry(Metric.INIT_CPU, 3e6),
                        Map.entry(Metric.MAJOR_FAULTS, 0.0),
                        Map.entry(Metric.INIT_READ_BYTES, 6144.0),
                        Map.entry(Metric.INIT_SOCKETS, 2.0),
                        Map.entry(Metric.MAX_MEMORY, 1048576.0),
                        Map.entry(Metric.BILLED_DURATION, 5e6),
                        Map.entry(Metric.CLIENT_LATENCY, 9e6)));
        assertThat(cold.phases().keySet()).containsExactly("unpack", "sandbox", "init", "handler");
    }

    @Test
    void whatTheServerDoesNotTellHasNoValue() {
        ColdStartProof.Cold cold = (ColdStartProof.Cold)
                read(COLD.replaceFirst("\"majorFaults\":0,\"initReadBytes\":6144,\"initSockets\":2,", ""));

        assertThat(cold.values())
                .containsKey(Metric.INIT_CPU)
                .doesNotContainKeys(Metric.MAJOR_FAULTS, Metric.INIT_READ_BYTES, Metric.INIT_SOCKETS);
    }

    @Test
    void anEnvironmentIsColdOnce() {
        read(COLD);

        assertThat(read(COLD))
                .isEqualTo(new ColdStartProof.NotProven("environment env-1 was seen before", Optional.of("env-1")));
    }

    @Test
    void anEnvironmentThatHadServedIsNotCold() {
        assertThat(read(COLD.replace("true", "false")))
                .isEqualTo(new ColdStartProof.NotProven("the environment had served before", Optional.of("env-1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "7", "null", "{\"cold\":true}", "{\"cold\":true,\"environment\":7.5e"})
    void withoutProofThereIsNoCold(String measurements) {
        assertThat(read(measurements)).isInstanceOf(ColdStartProof.NotProven.class);
        assertThat(read(null)).isInstanceOf(ColdStartProof.NotProven.class);
    }

    @Test
    void aFailedStartHasNoValues() {
        Failure failure = new Failure("Runtime.ExitError", "exit status 1");
        ColdStartProof.Cold cold =
                (ColdStartProof.Cold) platform.read(invocation(COLD, Optional.of(failure), Optional.empty(), false));

        assertThat(cold.failure().map(Failure::toString)).contains("Runtime.ExitError: exit status 1");
        assertThat(cold.values()).isEmpty();
    }

    @Test
    void whatIsKnownOfAGoodInitIsKeptWithTheFailureOfItsInvocation() {
        Optional<Failure> failure = Optional.of(new Failure("ValueError", "bad event"));

        ColdStartProof.Cold afterInit =
                (ColdStartProof.Cold) platform.read(invocation(COLD, failure, Optional.empty(), false));
        ColdStartProof.Cold repeated = (ColdStartProof.Cold) platform.read(invocation(
                COLD.replace("env-1", "env-2").replaceFirst("\"initNanos\":\\d+,", ""),
                failure,
                Optional.empty(),
                false));

        assertThat(afterInit.failure().orElseThrow().initValues())
                .isEqualTo(Map.of(
                        Metric.INIT_DURATION, 4e6,
                        Metric.INIT_CPU, 3e6,
                        Metric.MAJOR_FAULTS, 0.0,
                        Metric.INIT_READ_BYTES, 6144.0,
                        Metric.INIT_SOCKETS, 2.0));
        assertThat(repeated.failure().orElseThrow().initValues()).isEmpty();
    }

    @Test
    void aFirstInitThatFailedIsAFailedStart() {
        ColdStartProof.Cold cold =
                (ColdStartProof.Cold) platform.read(invocation(COLD, Optional.empty(), Optional.empty(), true));

        assertThat(cold.failure().orElseThrow().type()).isEqualTo("InitFailed");
        assertThat(cold.values()).isEmpty();
    }

    @Test
    void aRuntimeThatAnsweredAndThenEndedIsAGoodStartWithANote() {
        ColdStartProof.Cold cold = (ColdStartProof.Cold)
                platform.read(invocation(COLD, Optional.empty(), Optional.of("Runtime.ExitError"), false));

        assertThat(cold.failure()).isEmpty();
        assertThat(cold.values()).containsEntry(Metric.INIT_DURATION, 4e6);
        assertThat(cold.endedAfter()).isEqualTo("Runtime.ExitError");
    }

    @Test
    void aRuntimeThatAnsweredAndThenCameToGriefOtherwiseIsAFailedStart() {
        ColdStartProof.Cold cold = (ColdStartProof.Cold)
                platform.read(invocation(COLD, Optional.empty(), Optional.of("timeout\u001b"), false));

        assertThat(cold.failure().orElseThrow().type()).isEqualTo("timeout\\u001b");
        assertThat(cold.values()).isEmpty();
        assertThat(cold.endedAfter()).isEmpty();
    }

    @Test
    void strangeValuesAreMissing() {
        ColdStartProof.Cold cold = (ColdStartProof.Cold) read(
                "{\"cold\":true,\"environment\":\"e\",\"initNanos\":-1,\"durationNanos\":\"x\",\"initCpuNanos\":null}");

        assertThat(cold.values()).containsOnlyKeys(Metric.BILLED_DURATION, Metric.CLIENT_LATENCY);
        assertThat(cold.phases()).isEmpty();
    }

    @Test
    void factsNameNeitherTheMachineNorItsUser() throws IOException {
        assertThat(platform.facts().keySet()).contains("os", "architecture", "cores", "java");
        assertThat(platform.facts().values())
                .noneMatch(fact -> fact.contains(System.getProperty("user.home")))
                .noneMatch(fact -> fact.contains(hostName()));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "no such name";
        }
    }
}
