package io.coldgate.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InvocationJoinerTest {
    private final InvocationJoiner joiner = new InvocationJoiner(InvocationJoiner.State.none());

    private static LogEvent line(long millis, String stream, String message) {
        return new LogEvent("any", millis, stream, message);
    }

    private static LogEvent start(String id, String version) {
        return line(1, "s", "START RequestId: " + id + " Version: " + version + "\n");
    }

    private static LogEvent report(String id, String more) {
        return line(
                7,
                "s",
                "REPORT RequestId: " + id + "\tDuration: 12.34 ms\tBilled Duration: 13 ms\tMemory Size: 128 MB"
                        + "\tMax Memory Used: 35 MB\t" + more + "\n");
    }

    private List<LoggedInvocation> add(LogEvent... lines) {
        List<LoggedInvocation> found = new ArrayList<>();
        for (LogEvent each : lines) {
            joiner.add(each).ifPresent(found::add);
        }
        return found;
    }

    @Test
    void startAndReportGiveVersionTimeAndFigures() {
        assertThat(add(start("a", "3"), line(2, "s", "hello"), report("a", "Init Duration: 100.5 ms\t")))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.requestId()).isEqualTo("a");
                    assertThat(each.version()).contains("3");
                    assertThat(each.epochMillis()).isEqualTo(7);
                    assertThat(each.duration()).hasValue(12.34e6);
                    assertThat(each.initOrRestore()).hasValue(100.5e6);
                    assertThat(each.maxMemory()).hasValue(35.0 * (1 << 20));
                    assertThat(each.isCold()).isTrue();
                    assertThat(each.failure()).isEmpty();
                });
    }

    @Test
    void jsonLinesGiveTheSame() {
        String json = "{\"time\":\"2026-10-08T00:00:00.000Z\",\"type\":\"platform.%s\",\"record\":%s}";
        List<LoggedInvocation> found = add(
                line(1, "s", json.formatted("initReport", "{\"status\":\"success\"}")),
                line(1, "s", json.formatted("start", "{\"requestId\":\"a\",\"version\":\"12\"}")),
                line(1, "s", json.formatted("runtimeDone", "{\"requestId\":\"a\",\"status\":\"timeout\"}")),
                line(
                        5,
                        "s",
                        json.formatted(
                                "report",
                                "{\"requestId\":\"a\",\"status\":\"timeout\",\"metrics\":{\"durationMs\":3000.5,"
                                        + "\"maxMemoryUsedMB\":40}}")));
        assertThat(found).singleElement().satisfies(each -> {
            assertThat(each.version()).contains("12");
            assertThat(each.duration()).hasValue(3000.5e6);
            assertThat(each.isCold()).isFalse();
            assertThat(each.failure()).contains("timeout");
        });
    }

    @Test
    void anInvocationCountsOnceHoweverItsLinesCome() {
        List<LogEvent> lines = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            lines.addAll(List.of(start("r" + i, "1"), report("r" + i, ""), report("r" + i, ""), start("r" + i, "1")));
        }
        long seed = System.nanoTime();
        Collections.shuffle(lines, new Random(seed));
        List<String> counted = add(lines.toArray(LogEvent[]::new)).stream()
                .map(LoggedInvocation::requestId)
                .toList();
        assertThat(counted).as("seed %d", seed).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void goesOnFromItsStateWithoutCountingTwice() {
        add(start("a", "1"), report("a", ""), start("b", "2"), report("c", ""));
        InvocationJoiner next = new InvocationJoiner(joiner.state());
        assertThat(next.add(report("a", ""))).isEmpty();
        assertThat(next.add(start("a", "1"))).isEmpty();
        assertThat(next.add(report("b", "")).flatMap(LoggedInvocation::version)).contains("2");
        assertThat(next.add(start("c", "3")).flatMap(LoggedInvocation::version)).contains("3");
    }

    @Test
    void aReportWithoutItsStartIsReleasedWithoutAVersion() {
        add(report("a", ""));
        assertThat(joiner.release(7)).isEmpty();
        assertThat(joiner.release(8))
                .singleElement()
                .satisfies(each -> assertThat(each.version()).isEmpty());
        assertThat(add(start("a", "1"), report("a", ""))).isEmpty();
    }

    @Test
    void aFailedInitMakesTheNextInvocationOfItsEnvironmentCold() {
        List<LoggedInvocation> found = add(
                line(1, "s", "INIT_REPORT Init Duration: 10007.33 ms\tPhase: init\tStatus: timeout"),
                line(1, "other", "START RequestId: o Version: 1"),
                start("a", "1"),
                report("a", ""),
                report("o", ""),
                start("b", "1"),
                report("b", ""));
        assertThat(found).extracting(LoggedInvocation::isCold).containsExactly(true, false, false);
    }

    @Test
    void memoryIsBoundedWhereReportsNeverCome() {
        for (int i = 0; i < 50_000; i++) {
            assertThat(joiner.add(start("r" + i, "1"))).isEqualTo(Optional.empty());
        }
        assertThat(joiner.state().begun()).hasSizeLessThanOrEqualTo(20_000);
        assertThat(add(report("r49999", ""))).hasSize(1);
    }

    @Test
    void whatIsHalfALineIsNoInvocation() {
        assertThat(add(
                        start("a", "1"),
                        line(1, "s", "REPORT RequestId: a"),
                        line(1, "s", "{\"type\":\"platform.report\",\"record\":{\"requestId\":\"a\""),
                        line(1, "s", "START RequestId: x"),
                        line(1, "s", "")))
                .isEmpty();
    }
}
