package io.coldgate.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.sample.Arm;
import io.coldgate.sample.ExplainedStart;
import io.coldgate.sample.ExplainedStart.End;
import io.coldgate.sample.ExplainedStart.Kind;
import io.coldgate.sample.ExplainedStart.Phase;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchedStartsTest {
    private static final String DOCUMENT = """
            {"coldgateExplain":1,"host":"h","cpus":2,"left":3,"starts":[\
            {"kind":"first","end":"next","execNanos":300000,"connectNanos":1900000,"nextNanos":2000000,\
            "cpuNanos":1500000,"waitNanos":10000,"minorFaults":378,"majorFaults":1,"readBytes":6000,"readCalls":18,\
            "writtenBytes":0,"diskBytes":4096,"sockets":1},\
            {"kind":"traced","end":"next","nextNanos":2200000,\
            "log":"init errors @0.30 ms, 0.012 ms clock, 64 bytes, 3 allocs\\n"},\
            {"kind":"stopped","end":"stopped","plannedNanos":100000,"stopNanos":110000},\
            {"kind":"stopped","end":"stopped","plannedNanos":900000,"stopNanos":910000,\
            "log":"goroutine 1 [running]:\\nmain.main()\\n\\t/src/main.go:9 +0x1\\n"},\
            {"kind":"stopped","end":"next","plannedNanos":2100000,"nextNanos":2000000},\
            {"kind":"plain","end":"exited","log":"first\\npanic: no\\u001b[31m config\\n\\ngoroutine 1 [running]:\\nmain.init.0()\\n\\t/src/bad.go:5 +0x2d\\n"}]}""";

    private static WatchedStarts parse(String text) throws WatchException {
        return WatchedStarts.parse(text.getBytes(StandardCharsets.UTF_8), "f", Arm.CANDIDATE);
    }

    @Test
    void eachStartIsReadAsItWasWatched() throws Exception {
        WatchedStarts watched = parse(DOCUMENT);
        assertThat(watched.leftOut()).isEqualTo(3);
        assertThat(watched.starts())
                .hasSize(6)
                .allMatch(start -> start.function().equals("f"));
        ExplainedStart first = watched.starts().get(0);
        assertThat(first.kind()).isEqualTo(Kind.FIRST);
        assertThat(first.times().next()).isEqualTo(2_000_000);
        assertThat(first.counters().orElseThrow().minorFaults()).isEqualTo(378);
        assertThat(first.counters().orElseThrow().diskBytes()).isEqualTo(4096);
        assertThat(watched.starts().get(1).packages()).hasSize(1);
        assertThat(watched.starts().get(2).look().orElseThrow().phase())
                .as("it ended without a word")
                .isEqualTo(Phase.PROCESS_START);
        assertThat(watched.starts().get(3).look().orElseThrow().phase()).isEqualTo(Phase.MAIN);
        assertThat(watched.starts().get(4).look()).isEmpty();
        assertThat(watched.starts().get(4).times().stop())
                .as("when it would have been stopped")
                .isEqualTo(2_100_000);
        assertThat(watched.starts().get(5).end()).isEqualTo(End.EXITED);
        assertThat(watched.starts().get(5).detail()).startsWith("panic: no").doesNotContain("\u001b");
    }

    @Test
    void kindsOfALaterProbeArePassedOver() throws Exception {
        assertThat(parse("""
                {"coldgateExplain":1,"starts":[{"kind":"dreamed","end":"next"},{"kind":"plain","end":"evaporated"},\
                {"kind":"plain","end":"next","nextNanos":1,"more":{"a":[1]}},7,null,"x",{}]}""").starts()).hasSize(1);
    }

    @Test
    void figuresThatMeanNothingAreNothing() throws Exception {
        ExplainedStart start = parse("""
                {"coldgateExplain":1,"left":-4,"starts":[{"kind":"plain","end":"next","nextNanos":-5,\
                "execNanos":"soon","connectNanos":1e999,"handlerNanos":{}}]}""").starts().get(0);
        assertThat(start.times().next()).isZero();
        assertThat(start.times().exec()).isZero();
        assertThat(start.times().connect()).isNotNegative();
        assertThat(start.counters()).isEmpty();
    }

    @Test
    void everyTruncationIsSaid() {
        for (int i = 0; i < DOCUMENT.length(); i++) {
            String part = DOCUMENT.substring(0, i);
            assertThatThrownBy(() -> parse(part)).isInstanceOf(WatchException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":\"Hello, world!\"}",
                "\"planted\"",
                "null",
                "[]",
                "17",
                "{\"coldgateExplain\":2,\"starts\":[]}",
                "{\"coldgateExplain\":\"yes\"}"
            })
    void anAnswerOfTheFunctionItselfIsShown(String answer) {
        assertThatThrownBy(() -> parse(answer))
                .isInstanceOf(WatchException.class)
                .hasMessageStartingWith("the function answered instead of the probe: ");
    }

    @Test
    void aMessageIsOneSafeLine() {
        assertThatThrownBy(() -> parse("\u001b[2J\n<html>" + "x".repeat(5_000)))
                .isInstanceOf(WatchException.class)
                .message()
                .startsWith("the probe's answer is not JSON: ")
                .hasSizeLessThan(600)
                .doesNotContain("\n")
                .doesNotContain("\u001b");
        assertThatThrownBy(() -> parse("[".repeat(100_000))).isInstanceOf(WatchException.class);
    }
}
