package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.AwsProperties;
import io.coldgate.fixture.FakeHttp;
import io.coldgate.run.ExitCode;
import io.coldgate.run.watch.WatchOptions;
import io.coldgate.run.watch.WatchRun;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.watch.StepRecord;
import io.coldgate.watch.StepRecord.State;
import io.coldgate.watch.WatchEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole watch in a time of its own: a clock that jumps, a log that is throttled, a web hook that nobody takes. */
@Tag("slow")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class WatchTimeFaultsTest {
    private static final Duration END = Duration.ofHours(2);

    @TempDir
    Path folder;

    private int logs;

    private static boolean isOfTheFirstHour(int second) {
        return second < 3_600;
    }

    private GrowingLog log(IntPredicate slow) throws Exception {
        return new GrowingLog(folder.resolve("log-" + ++logs), slow);
    }

    private void actions(String actions) throws Exception {
        Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                functions:
                  checkout:
                    watch: { duration: { p95: 100ms, over: 5m } }
                    actions:
                """ + actions.indent(6));
    }

    private WatchOptions.Builder options(GrowingLog log) {
        return WatchOptions.builder()
                .file(folder.resolve("thresholds.yaml"))
                .state(folder.resolve("state-" + logs))
                .until(Optional.of(END))
                .clock(log.clock());
    }

    private NotedWatch watch(GrowingLog log, Clock clock) throws Exception {
        NotedWatch noted = new NotedWatch();
        WatchOptions options =
                options(log).logs(List.of(log.file())).act(true).clock(clock).build();
        assertThat(new WatchRun(options, noted, log).run()).isEqualTo(ExitCode.FAIL);
        return noted;
    }

    @Test
    void aClockThatJumpsChangesNoAlarmNoStepAndNoRecovery() throws Exception {
        actions("""
                - { after: 2m, run: "true" }
                - { after: 2m, run: "true" }
                """);
        GrowingLog first = log(WatchTimeFaultsTest::isOfTheFirstHour);
        NotedWatch steady = watch(first, first.clock());
        GrowingLog second = log(WatchTimeFaultsTest::isOfTheFirstHour);
        NotedWatch jumping = watch(second, new JumpingClock(second.clock()));

        assertThat(steady.events(WatchEvent.Recovered.class)).hasSize(1);
        assertThat(steady.steps()).extracting(StepRecord::state).containsOnly(State.INTENDED, State.DONE);
        assertThat(jumping.events).isEqualTo(steady.events);
        assertThat(jumping.status()).isEqualTo(steady.status());
        assertThat(jumping.status().late()).isZero();
        assertThat(jumping.status().ahead()).isZero();
    }

    private static String events(GrowingLog log) throws Exception {
        List<String> lines = Files.readAllLines(log.file());
        StringBuilder events = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String[] line = lines.get(i).split(" ", 2);
            events.append(i == 0 ? "" : ",")
                    .append("{\"eventId\":\"")
                    .append(i)
                    .append("\",\"logStreamName\":\"s\",\"timestamp\":")
                    .append(Instant.parse(line[0]).toEpochMilli())
                    .append(",\"message\":\"")
                    .append(line[1].replace("\t", "\\t"))
                    .append("\"}");
        }
        return "{\"events\":[" + events + "]}";
    }

    private static FakeHttp.Answer answer(int status, String json) {
        return new FakeHttp.Answer(status, json.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    @Test
    void aLogThatIsThrottledForHalfAnHourIsReadLaterAndLosesNothing() throws Exception {
        actions("- { after: 2m, run: \"true\" }");
        GrowingLog log = log(second -> false);
        try (FakeHttp http = FakeHttp.start();
                AwsProperties ignored = AwsProperties.set(Map.of(
                        "aws.endpointUrl", http.address(),
                        "aws.accessKeyId", "AKIDEXAMPLE",
                        "aws.secretAccessKey", "x",
                        "aws.region", "us-east-1"))) {
            http.answering(request -> {
                long minute = TimeUnit.NANOSECONDS.toMinutes(log.nanos());
                try {
                    return minute >= 30 && minute < 60
                            ? answer(400, "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}")
                            : answer(200, events(log));
                } catch (Exception e) {
                    return answer(500, "{}");
                }
            });
            NotedWatch noted = new NotedWatch();
            WatchOptions options =
                    options(log).platform(Optional.of(PlatformName.AWS)).build();
            assertThat(new WatchRun(options, noted, log).run()).isEqualTo(ExitCode.PASS);
            assertThat(noted.errors)
                    .singleElement()
                    .asString()
                    .contains("cannot be read at the moment", "Rate exceeded");
            assertThat(noted.remarks.stream().filter(line -> line.endsWith("can be read again")))
                    .hasSize(1);
            assertThat(noted.status().late()).isZero();
            assertThat(noted.status().calls()).isBetween(log.invocations() - 60L, (long) log.invocations());
        }
    }

    @Test
    void aWebHookGetsTheStatusOnceAndOneThatIsNotTakenIsFollowedByTheNextStep() throws Exception {
        int refused;
        try (FakeHttp closed = FakeHttp.start()) {
            refused = URI.create(closed.address()).getPort();
        }
        try (FakeHttp http = FakeHttp.start()) {
            http.answering(request -> answer(request.path().equals("/ill") ? 500 : 204, ""));
            actions("""
                    - { after: 2m, web-hook: "http://127.0.0.1:%d/secret" }
                    - { after: 2m, web-hook: "%s/ill" }
                    - { after: 2m, web-hook: "%s/well" }
                    """.formatted(refused, http.address(), http.address()));
            GrowingLog log = log(WatchTimeFaultsTest::isOfTheFirstHour);
            NotedWatch noted = watch(log, log.clock());
            assertThat(noted.steps().stream()
                            .filter(step -> step.state() != State.INTENDED)
                            .map(step -> step.state() + " " + step.detail()))
                    .containsExactly("FAILED not delivered: Connect", "FAILED HTTP 500", "DONE HTTP 204");
            assertThat(http.requests().stream().map(FakeHttp.Request::path)).containsExactly("/ill", "/well");
            FakeHttp.Request taken = http.requests().get(1);
            assertThat(taken.header("Content-Type")).isEqualTo("application/json");
            assertThat(taken.body()).contains("\"function\":\"checkout\"", "\"objectives\":[", "\"incident\":");
            assertThat(noted.steps().stream().map(StepRecord::shown).collect(Collectors.joining(" ")))
                    .doesNotContain("secret");
        }
    }
}
