package io.coldgate.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.fixture.FakeHttp;
import io.coldgate.fixture.FakePacing;
import io.coldgate.logs.LogEvent;
import io.coldgate.logs.LogSource;
import io.coldgate.logs.LogSourceException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CloudWatchLogSourceTest {
    private static final long NOW = 1_000_000_000_000L;
    private static final String THROTTLED = "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}";

    private final FakePacing pacing = new FakePacing();
    private final Deque<FakeHttp.Answer> answers = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private FakeHttp http;
    private LogSource source;
    private String cursor = SeenEvents.since(NOW);

    @BeforeEach
    void start() throws IOException {
        http = FakeHttp.start();
        http.answering(request -> {
            requests.add(request.body());
            FakeHttp.Answer next = answers.poll();
            return next == null ? answer(400, "{\"__type\":\"InvalidParameterException\"}") : next;
        });
        source = source(cursor);
    }

    @AfterEach
    void stop() throws Exception {
        source.close();
        http.close();
    }

    private LogSource source(String from) {
        return new CloudWatchLogSource(
                LoopbackClient.ofLogs(URI.create(http.address()), "us-east-1"),
                "/aws/lambda/checkout",
                from,
                pacing,
                () -> NOW);
    }

    private static FakeHttp.Answer answer(int status, String json) {
        return new FakeHttp.Answer(status, json.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private void page(String token, String... ids) {
        String events = Arrays.stream(ids)
                .map(id -> "{\"eventId\":\"" + id + "\",\"timestamp\":" + NOW
                        + ",\"logStreamName\":\"s\",\"message\":\"line " + id + "\\n\"}")
                .collect(Collectors.joining(","));
        String next = token.isEmpty() ? "" : ",\"nextToken\":\"" + token + "\"";
        answers.add(answer(200, "{\"events\":[" + events + "]" + next + "}"));
    }

    private List<String> read(LogSource.State state) throws Exception {
        LogSource.Batch batch = source.read();
        assertThat(batch.state()).isEqualTo(state);
        cursor = batch.cursor();
        return batch.events().stream().map(LogEvent::message).toList();
    }

    @Test
    void readsPageByPageFromTheTimeOfItsCursor() throws Exception {
        page("more", "a", "b");
        page("", "c");
        assertThat(read(LogSource.State.MORE)).containsExactly("line a", "line b");
        assertThat(read(LogSource.State.CAUGHT_UP)).containsExactly("line c");
        assertThat(requests.get(0)).contains("\"startTime\":" + NOW).doesNotContain("nextToken");
        assertThat(requests.get(1)).contains("\"nextToken\":\"more\"");
    }

    @Test
    void anEventThatComesAgainIsReadOnceAlsoAfterAnInterruption() throws Exception {
        page("more", "a");
        assertThat(read(LogSource.State.MORE)).containsExactly("line a");
        source.close();
        source = source(cursor);
        page("", "a", "late", "a");
        assertThat(read(LogSource.State.CAUGHT_UP)).containsExactly("line late");
    }

    @Test
    void waitsLongerAndLongerWhileItIsThrottled() throws Exception {
        answers.add(answer(400, THROTTLED));
        answers.add(answer(400, THROTTLED));
        page("", "a");
        assertThat(read(LogSource.State.CAUGHT_UP)).containsExactly("line a");
        assertThat(pacing.pauses()).hasSize(2).isSorted();
        assertThat(pacing.pauses().get(0)).isLessThan(pacing.pauses().get(1));
    }

    @Test
    void throttlingThatDoesNotEndIsAFailureThatMayPass() throws Exception {
        for (int i = 0; i < 8; i++) {
            answers.add(answer(400, THROTTLED));
        }
        assertThatThrownBy(() -> source.read())
                .isInstanceOfSatisfying(
                        LogSourceException.class, e -> assertThat(e.isPassing()).isTrue())
                .hasMessage("FilterLogEvents /aws/lambda/checkout: ThrottlingException: Rate exceeded");
        page("", "a");
        assertThat(read(LogSource.State.CAUGHT_UP)).containsExactly("line a");
    }

    @Test
    void aGroupThatIsNotThereYetHasNoLines() throws Exception {
        answers.add(answer(400, "{\"__type\":\"ResourceNotFoundException\",\"message\":\"no\"}"));
        assertThat(read(LogSource.State.CAUGHT_UP)).isEmpty();
    }

    @Test
    void aDenialIsAFailureThatDoesNotPass() {
        answers.add(answer(
                400,
                "{\"__type\":\"AccessDeniedException\",\"message\":\"User x is not authorized to perform:"
                        + " logs:FilterLogEvents on y\"}"));
        assertThatThrownBy(() -> source.read())
                .isInstanceOfSatisfying(
                        LogSourceException.class, e -> assertThat(e.isPassing()).isFalse())
                .hasMessageContaining("AWS denies logs:FilterLogEvents")
                .hasMessageContaining("iam-policy");
    }
}
