package io.coldgate.embedded.runtime.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.embedded.runtime.code.StoredCode;
import io.coldgate.embedded.runtime.code.TestZip;
import io.coldgate.embedded.runtime.environment.EnvironmentSettings;
import io.coldgate.embedded.runtime.environment.EnvironmentsFixture;
import io.coldgate.embedded.runtime.environment.Functions;
import io.coldgate.embedded.runtime.environment.GoPrograms;
import io.coldgate.embedded.runtime.environment.InvocationResult;
import io.coldgate.embedded.runtime.log.Measurements;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a start costs is what all its processes cost, in counters of the kernel's. */
@Tag("process")
class ProcessTreeTest extends EnvironmentsFixture {
    private static final long BURNT_NANOS = 200_000_000;

    /** A third of what was burnt: far above a start without, far below any error of steps of 10 ms. */
    private static final long CLEARLY = BURNT_NANOS / 3;

    @Override
    public EnvironmentSettings settings() {
        return super.settings().toBuilder().initLimit(Duration.ofMinutes(1)).build();
    }

    private Measurements start(String script) throws Exception {
        StoredCode shell = environments.store(new TestZip()
                .file("bootstrap", 0755, "#!/bin/sh\n" + script + "\nexec ./program\n")
                .file("program", 0755, GoPrograms.host("fault"))
                .bytes());
        InvocationResult result = invoke(Functions.spec(shell, Map.of(), 60), "{}");
        assertThat(result.functionError()).as(Functions.log(result)).isNull();
        return result.measurements();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FAULT=burn:200 ./program", // waited for
                "(FAULT=burn:200 ./program)", // a grandchild
                "FAULT=burn-stay:200 ./program & sleep 5", // still there
                "(FAULT=burn-stay:200 ./program &) ; sleep 5", // an orphan
                "(exec env -i FAULT=burn-stay:200 setsid ./program &) ; sleep 5", // a daemon
            })
    void cpuTimeIsThatOfEveryProcess(String script) throws Exception {
        Measurements plain = start(":");
        Measurements burnt = start(script);
        assertThat(burnt.initCpuNanos().orElseThrow() - plain.initCpuNanos().orElseThrow())
                .isGreaterThan(CLEARLY);
    }

    @Test
    void cpuTimeIsThatOfThreadsThatHaveEnded() throws Exception {
        Measurements plain = invoke(spec(), "{}").measurements();
        Measurements burnt = invoke(fault("burn-thread:200", 60), "{}").measurements();
        assertThat(burnt.initCpuNanos().orElseThrow() - plain.initCpuNanos().orElseThrow())
                .isGreaterThan(CLEARLY);
    }

    @Test
    void memoryIsThatOfTheWholeTreeAtTheFirstNext() throws Exception {
        long plain = start(":").maxMemoryBytes().orElseThrow();
        long tree = start("(FAULT=memory:64 ./program &) ; sleep 5")
                .maxMemoryBytes()
                .orElseThrow();
        assertThat(tree - plain).isGreaterThan(48 << 20);
    }

    @Test
    void memoryIsThatOfWhoCameInTheInvocationToo() throws Exception {
        long plain = invoke(spec(), "{}").measurements().maxMemoryBytes().orElseThrow();
        InvocationResult forked = invoke(spec(), "{\"do\":\"fork-memory\",\"size\":64}");
        assertThat(forked.measurements().maxMemoryBytes().orElseThrow() - plain).isGreaterThan(48 << 20);
    }

    @Test
    void bytesReadInInitAreCountedAndNoOthers() throws Exception {
        Measurements plain = invoke(spec(), "{}").measurements();
        Measurements reads = invoke(fault("read:300000", 20), "{}").measurements();
        assertThat(reads.initReadBytes().orElseThrow() - plain.initReadBytes().orElseThrow())
                .as("but for a few wake-ups of eight bytes")
                .isBetween(299_000L, 301_000L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FAULT=read-leave:300000 ./program", // waited for
                "(FAULT=read-leave:300000 ./program)", // a grandchild
                "head -c 300000 /dev/zero | (cat >/dev/null; exec ./program) & exec sleep 600", // still there
            })
    void bytesReadAreThoseOfEveryProcess(String script) throws Exception {
        long plain = start(":").initReadBytes().orElseThrow();
        assertThat(start(script).initReadBytes().orElseThrow() - plain).isGreaterThanOrEqualTo(290_000);
    }

    @Test
    void aConnectionOfTheInitIsASocketMore() throws Exception {
        assertThat(invoke(spec(), "{}").measurements().initSockets()).hasValue(1);
        assertThat(invoke(fault("connect:1", 20), "{}").measurements().initSockets())
                .hasValue(2);
        assertThat(invoke(fault("connect:3", 20), "{}").measurements().initSockets())
                .hasValue(4);
    }

    @Test
    void countsAreThoseOfTheLivingAndOfWhoTheyHaveWaitedFor() {
        assertThat(KernelCounts.faultsIn("7 (a) b) S 1 7 7 0 -1 4194304 99 55 3 4 0 0 3 2 20 0 1 0 9 9 9"))
                .hasValue(7);
        assertThat(KernelCounts.faultsIn("7 (a) S 1")).isEmpty();
        assertThat(KernelCounts.readBytesIn("rchar: 5123\nwchar: 7\n")).hasValue(5123);
        assertThat(KernelCounts.readBytesIn("wchar: 7\n")).isEmpty();
        assertThat(KernelCounts.readBytesIn("")).isEmpty();
    }

    @Test
    void ofAProcessThatIsGoneNothingIsCounted() {
        long nobody = Long.MAX_VALUE;
        assertThat(KernelCounts.of(nobody, List.of())).isEqualTo(KernelCounts.NONE);
        long self = ProcessHandle.current().pid();
        KernelCounts alone = KernelCounts.of(self, List.of());
        assertThat(KernelCounts.of(self, List.of(nobody)).sockets()).isEqualTo(alone.sockets());
        assertThat(KernelCounts.of(self, List.of(self)).sockets())
                .as("shared ones count once")
                .isEqualTo(alone.sockets());
    }

    @Test
    void whatWasWaitedByWhoHasEndedIsNotTakenForKnown() {
        var living = new ProcFs.CpuTimes(7_000_000, 2, 3_000_000);
        String nobody = "7 (a) b) S 1 7 7 0 -1 4194304 99 0 0 0 0 0 0 0 20 0 1 0 9 9 9";
        assertThat(ProcFs.withEnded(nobody, living)).isEqualTo(living);
        String child = "7 (sh) S 1 7 7 0 -1 4194304 99 55 0 0 0 0 3 2 20 0 1 0 9 9 9";
        ProcFs.CpuTimes known = ProcFs.withEnded(child, living);
        assertThat(known).isEqualTo(new ProcFs.CpuTimes(57_000_000, 2, 3_000_000, Long.MAX_VALUE));
        String thread = "7 (go) S 1 7 7 0 -1 4194304 99 0 0 0 4 1 0 0 20 0 1 0 9 9 9";
        assertThat(ProcFs.withEnded(thread, living))
                .isEqualTo(new ProcFs.CpuTimes(50_000_000, 2, 3_000_000, Long.MAX_VALUE));
        assertThat(LeastTime.of(200_000_000, known, OptionalLong.of(0), 2)).hasValue(57_000_000 / 2);
        assertThat(LeastTime.of(200_000_000, known.withWaitAtMost(5_000_000), OptionalLong.of(0), 2))
                .hasValue(195_000_000);
    }

    @Test
    void stolenTimeIsWaiting() {
        assertThat(HostCounters.steal("cpu  1 2 3 4 5 6 7 42 9 10\ncpu0 1 2 3 4 5 6 7 8 9 10\n"))
                .hasValue(420_000_000);
        assertThat(HostCounters.steal("cpu 1 2 3")).isEmpty();
        ProcFs.CpuTimes times = new ProcFs.CpuTimes(4, 5, 4).plusWait(10);
        assertThat(times.waitNanos()).isEqualTo(15);
        assertThat(times.waitAtMostNanos()).isEqualTo(15);
    }

    @Test
    void idsThatBeginAnewAreFollowed() {
        assertThat(HostCounters.idsAfter(7, 9, 32768).toArray()).containsExactly(8, 9);
        assertThat(HostCounters.idsAfter(9, 9, 32768).toArray()).isEmpty();
        assertThat(HostCounters.idsAfter(32765, 301, 32768).toArray()).containsExactly(32766, 32767, 300, 301);
        assertThat(HostCounters.ID_LIMIT).isGreaterThan(ProcessHandle.current().pid());
    }

    @Test
    void theWaitingOfTheHostIsTheSumOverItsCores() {
        assertThat(HostCounters.waiting("version 15\ntimestamp 4\ncpu0 0 0 1 2 3 4 500 60 7\ndomain0 3 1 2 3\n"
                        + "cpu1 0 0 1 2 3 4 500 40 7\n"))
                .hasValue(100);
        assertThat(HostCounters.waiting("version 99\ncpu0 1\n")).isEmpty();
        assertThat(HostCounters.waiting("")).isEmpty();
    }

    @Test
    void aBrandNamesServerAndEnvironment() {
        long brand = Brand.of("coldgate-1", "a");
        assertThat(Long.toString(brand)).hasSize(18).startsWith(Long.toString(Brand.ofServer("coldgate-1")));
        assertThat(Brand.of("coldgate-1", "b")).isNotEqualTo(brand);
        assertThat(Brand.of("coldgate-2", "a")).isNotEqualTo(brand);
        assertThat(Brand.in("Limit  Soft\nMax file locks            " + brand + "   " + brand + "   locks\n"))
                .isEqualTo(brand);
        assertThat(Brand.in("Limit  Soft\nMax file locks            unlimited   unlimited   locks\n"))
                .isZero();
        assertThat(Brand.processes("coldgate-nobody")).isEqualTo(List.of());
    }
}
