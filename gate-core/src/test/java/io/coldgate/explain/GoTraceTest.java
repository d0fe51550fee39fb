package io.coldgate.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.Golden;
import io.coldgate.sample.ExplainedStart.PackageInit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoTraceTest {
    private static final String FIRST = "init errors @0.30 ms, 0.012 ms clock, 64 bytes, 3 allocs";
    private static final String SECOND = "init gopkg.in/yaml%2ev3 @0.41 ms, 1.2 ms clock, 4096 bytes, 77 allocs";

    static String recorded(String name) {
        try (InputStream in = GoTraceTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shown(Trace trace) {
        StringBuilder text = new StringBuilder("packages %d, collections %d, torn %d\n"
                .formatted(trace.packages().size(), trace.collections(), trace.torn()));
        for (PackageInit each : trace.packages()) {
            text.append("%s %d-%d ns, %d bytes, %d allocs, %d collections\n"
                    .formatted(
                            each.name(),
                            each.lowNanos(),
                            each.highNanos(),
                            each.bytes(),
                            each.allocs(),
                            each.collections()));
        }
        return text.toString();
    }

    private static Trace of(String... lines) {
        return GoTrace.parse(String.join("\n", lines));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "go1.19-hello",
                "go1.19-eager-init",
                "go1.21-eager-init",
                "go1.22-eager-init",
                "go1.23-eager-init",
                "go1.24-eager-init",
                "go1.25-eager-init",
                "go1.26-hello",
                "go1.26-eager-init"
            })
    void whatGoPrintedIsReadToTheLastLine(String name) {
        String log = recorded(name + ".trace");
        Trace trace = GoTrace.parse(log);
        assertThat(trace.packages()).hasSize((int)
                log.lines().filter(line -> line.startsWith("init ")).count());
        assertThat(trace.collections()).isEqualTo((int)
                log.lines().filter(line -> line.startsWith("gc ")).count());
        assertThat(trace.torn()).isZero();
        Golden.assertSame(GoTraceTest.class, name + ".txt", shown(trace));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1000",
        "0.001, 1000, 2000",
        "0.012, 12000, 13000",
        "0.12, 120000, 130000",
        "1.2, 1200000, 1300000",
        "12, 12000000, 13000000",
        "326, 326000000, 327000000"
    })
    void aTimeIsAnIntervalForGoCutsItsDigits(String printed, long low, long high) {
        Trace trace = of("init a @1 ms, " + printed + " ms clock, 1 bytes, 1 allocs");
        assertThat(trace.packages()).containsExactly(new PackageInit("a", low, high, 1, 1, 0));
    }

    @Test
    void aDotOfTheLastElementIsSpelledOut() {
        assertThat(of(SECOND).packages()).extracting(PackageInit::name).containsExactly("gopkg.in/yaml.v3");
    }

    @Test
    void aCollectionBelongsToTheInitThatEndsAfterIt() {
        Trace trace = of(
                FIRST,
                "gc 1 @0.030s 1%: 0.016+2.0+0.006 ms clock, 0.033+1.1/0/0+0.013 ms cpu, 3->4->0 MB, 4 MB goal, 0 MB"
                        + " stacks, 0 MB globals, 2 P",
                SECOND,
                "gc 2 @0.051s 1%: 0.047+6.0+0.009 ms clock, 0.094+0.38/0.55/0.59+0.018 ms cpu, 3->3->1 MB, 4 MB goal,"
                        + " 0 MB stacks, 0 MB globals, 2 P (forced)");
        assertThat(trace.packages()).extracting(PackageInit::collections).containsExactly(0, 1);
        assertThat(trace.collections()).isEqualTo(2);
        assertThat(trace.torn()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 12, 24, 39, 50, 64})
    void aCollectionThatIsPrintedWithinALineOfAnInitTearsNothing(int at) {
        String gc = "gc 1 @0.030s 1%: 0.016+2.0+0.006 ms clock, 0.033+1.1/0/0+0.013 ms cpu, 3->4->0 MB, 4 MB goal, 0 MB"
                + " stacks, 0 MB globals, 2 P";
        Trace trace = of(FIRST, SECOND.substring(0, at) + gc, SECOND.substring(at));

        assertThat(trace.torn()).isZero();
        assertThat(trace.collections()).isEqualTo(1);
        assertThat(trace.packages()).contains(new PackageInit("gopkg.in/yaml.v3", 1_200_000, 1_300_000, 4096, 77, 1));
    }

    @Test
    void aCollectionWithinALineWhoseRestIsMissingIsCounted() {
        Trace trace = of("init errors @0.30 ms, gc 1 @0.030s 1%: 0.016+2.0+0.006 ms clock, 2 P");

        assertThat(trace.collections()).isEqualTo(1);
        assertThat(trace.torn()).isEqualTo(1);
        assertThat(trace.packages()).isEmpty();
    }

    @Test
    void aLineThatOtherOutputTearsIsCountedAndLeftOut() {
        Trace trace = of(
                FIRST,
                "init gopkg.in/yaml%2ev3 @0.41 ms, 2026/01/02 03:04:05 ready",
                "1.2 ms clock, 4096 bytes, 77 allocs",
                "loading init main @0.92 ms, 0.1 ms clock, 1 bytes, 1 allocs");
        assertThat(trace.packages()).extracting(PackageInit::name).containsExactly("errors");
        assertThat(trace.torn()).isPositive();
    }

    @Test
    void aLineThatTheProgramPrintedIsNotBelieved() {
        Trace before = of(FIRST, SECOND, "init main @0.02 ms, 99 ms clock, 1 bytes, 1 allocs");
        assertThat(before.packages()).extracting(PackageInit::name).containsExactly("errors", "gopkg.in/yaml.v3");
        assertThat(before.torn()).isEqualTo(1);
        Trace twice = of(FIRST, SECOND, SECOND.replace("0.41", "0.99").replace("1.2", "99"));
        assertThat(twice.packages())
                .as("nobody knows which of both is the runtime's")
                .extracting(PackageInit::name)
                .containsExactly("errors");
        assertThat(twice.torn()).isEqualTo(1);
    }

    @Test
    void theTraceOfASecondProcessMakesTheStartUnusable() {
        String log = recorded("go1.26-hello.trace");
        Trace once = GoTrace.parse(log);
        Trace twice = GoTrace.parse(log + log);
        assertThat(twice.torn()).isGreaterThan(once.packages().size() / 2);
        StringBuilder mixed = new StringBuilder();
        log.lines().forEach(line -> mixed.append(line).append('\n').append(line).append('\n'));
        assertThat(GoTrace.parse(mixed.toString()).packages()).isEmpty();
    }

    @Test
    void logsInJsonAreNoLines() {
        Trace trace = of(
                "{\"time\":\"2026-01-02T03:04:05Z\",\"level\":\"INFO\",\"msg\":\"init of the cache\"}",
                FIRST,
                "{\"msg\":\"gc 1 @0.030s 1%: 0.016+2.0\",\"allocs\":3}",
                SECOND,
                "initialised 12 tables in 3 ms");
        assertThat(trace.packages()).hasSize(2);
        assertThat(trace.torn()).isZero();
        assertThat(trace.collections()).isZero();
    }

    @Test
    void whateverAFunctionPrintsNothingIsThrown() {
        long seed = 20261128;
        SplittableRandom random = new SplittableRandom(seed);
        String log = recorded("go1.26-eager-init.trace");
        for (int i = 0; i < 300; i++) {
            StringBuilder torn = new StringBuilder(log);
            for (int j = 0; j < 40; j++) {
                int at = random.nextInt(torn.length());
                switch (random.nextInt(4)) {
                    case 0 -> torn.deleteCharAt(at);
                    case 1 -> torn.insert(at, (char) random.nextInt(0x10000));
                    case 2 -> torn.insert(at, "999999999999999999999");
                    default -> torn.setCharAt(at, '\n');
                }
            }
            Trace trace = GoTrace.parse(torn.toString());
            assertThat(trace.packages())
                    .as("seed %d, draw %d", seed, i)
                    .allMatch(each -> each.lowNanos() >= 0 && each.highNanos() > each.lowNanos());
        }
        for (String text : List.of("", "\n", "init ", "init  @ ms,", "a".repeat(100_000), "init x".repeat(20_000))) {
            assertThat(GoTrace.parse(text).packages()).isEmpty();
        }
    }
}
