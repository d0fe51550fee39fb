package io.coldgate.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.embedded.model.Fault;
import io.coldgate.embedded.model.Model;
import io.coldgate.embedded.model.ModelSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.LogType;

/** CloudWatch Logs beside Lambda, with AWS's own client. */
class LogsTest extends ApiTest {
    private static final String GROUP = "/aws/lambda/" + NAME;

    private final AtomicLong clock = new AtomicLong();
    private final Model model = new Model(ModelSettings.none().toBuilder()
            .clock(clock::get)
            .logDelay(Duration.ofSeconds(2))
            .build());
    private CloudWatchLogsClient logs;

    @Override
    Model model() {
        return model;
    }

    @BeforeEach
    void connect() {
        logs = CloudWatchLogsClient.builder()
                .endpointOverride(plane.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    @AfterEach
    void disconnect() {
        logs.close();
    }

    private String invoke() {
        return lambda.invoke(b -> b.functionName(NAME).logType(LogType.TAIL))
                .responseMetadata()
                .requestId();
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private List<FilteredLogEvent> find(String pattern) {
        return logs.filterLogEvents(b -> b.logGroupName(GROUP).filterPattern(pattern))
                .events();
    }

    @Test
    void aReportThatTheTailLostIsFoundByItsRequestId() {
        createAndWait();
        model.faults().set(new Fault.LostReport(1));
        String first = invoke();
        String second = invoke();
        pass(Duration.ofSeconds(2));
        assertThat(find("\"REPORT RequestId: " + second + "\""))
                .singleElement()
                .satisfies(event -> assertThat(event.message()).startsWith("REPORT RequestId: " + second + "\t"));
        assertThat(find("REPORT")).hasSize(2);
        assertThat(find("\"" + first + "\" -REPORT"))
                .singleElement()
                .satisfies(event -> assertThat(event.message()).startsWith("START RequestId: " + first));
    }

    @Test
    void aQuestionMarkJoinsTermsByOr() {
        createAndWait();
        invoke();
        pass(Duration.ofSeconds(2));
        assertThat(find("?\"START RequestId\" ?\"REPORT RequestId\"")).hasSize(2);
        assertThat(find("?REPORT ?nowhere")).hasSize(1);
        assertThat(find("?START ?REPORT -START")).hasSize(1);
    }

    @Test
    void linesAreFoundOnlyAfterAWhile() {
        createAndWait();
        invoke();
        pass(Duration.ofMillis(1_999));
        assertThat(find("REPORT")).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(find("REPORT")).hasSize(1);
    }

    @Test
    void eachEnvironmentHasItsStream() {
        createAndWait();
        invoke();
        invoke();
        lambda.updateFunctionConfiguration(
                b -> b.functionName(NAME).environment(e -> e.variables(Map.of("NONCE", "1"))));
        settled(NAME);
        invoke();
        pass(Duration.ofSeconds(2));
        List<String> streams =
                find("START").stream().map(FilteredLogEvent::logStreamName).toList();
        assertThat(streams).hasSize(3);
        assertThat(streams.get(0)).isEqualTo(streams.get(1)).isNotEqualTo(streams.get(2));
        assertThat(logs.filterLogEvents(b -> b.logGroupName(GROUP).logStreamNames(streams.get(2)))
                        .events())
                .hasSize(2)
                .allMatch(event -> event.logStreamName().equals(streams.get(2)));
    }

    @Test
    void pagesAreReadToTheirEnd() {
        createAndWait();
        for (int i = 0; i < 5; i++) {
            invoke();
        }
        pass(Duration.ofSeconds(2));
        FilterLogEventsRequest request = FilterLogEventsRequest.builder()
                .logGroupName(GROUP)
                .filterPattern("REPORT")
                .limit(2)
                .build();
        assertThat(logs.filterLogEvents(request).events()).hasSize(2);
        assertThat(logs.filterLogEventsPaginator(request).events()).hasSize(5);
    }

    @Test
    void eventsAreCutToATimeRange() {
        createAndWait();
        long before = System.currentTimeMillis();
        invoke();
        pass(Duration.ofSeconds(2));
        assertThat(logs.filterLogEvents(b -> b.logGroupName(GROUP).startTime(before))
                        .events())
                .isNotEmpty();
        assertThat(logs.filterLogEvents(b -> b.logGroupName(GROUP).endTime(before - 1))
                        .events())
                .isEmpty();
    }

    @Test
    void aStreamIsReadFromItsHeadOrItsTail() {
        createAndWait();
        String first = invoke();
        String second = invoke();
        pass(Duration.ofSeconds(2));
        String stream = find("START").get(0).logStreamName();
        GetLogEventsRequest request = GetLogEventsRequest.builder()
                .logGroupName(GROUP)
                .logStreamName(stream)
                .limit(1)
                .build();
        assertThat(logs.getLogEvents(request.toBuilder().startFromHead(true).build())
                        .events())
                .singleElement()
                .satisfies(event -> assertThat(event.message()).startsWith("START RequestId: " + first));
        assertThat(logs.getLogEvents(request).events())
                .singleElement()
                .satisfies(event -> assertThat(event.message()).startsWith("REPORT RequestId: " + second));
        assertThat(logs
                        .getLogEventsPaginator(request.toBuilder()
                                .limit(100)
                                .startFromHead(true)
                                .build())
                        .stream()
                        .mapToInt(page -> page.events().size())
                        .sum())
                .isEqualTo(4);
    }

    @Test
    void aGroupIsDeletedWithItsEvents() {
        createAndWait();
        invoke();
        logs.deleteLogGroup(b -> b.logGroupName(GROUP));
        assertThatThrownBy(() -> logs.deleteLogGroup(b -> b.logGroupName(GROUP)))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void aGroupThatNobodyWroteToDoesNotExist() {
        assertThatThrownBy(() -> find("REPORT"))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("The specified log group does not exist.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ $.level = 1 }", "[a, b]", "%regex%", "\"open", "a\"b\""})
    void aPatternThatIsNotKnownHereIsRefused(String pattern) {
        createAndWait();
        invoke();
        assertThatThrownBy(() -> find(pattern))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid filter pattern");
    }

    @Test
    void logsCanBeDeniedToo() {
        model.faults().set(new Fault.Denied(Set.of("logs:FilterLogEvents")));
        assertThatThrownBy(() -> find("REPORT"))
                .isInstanceOf(CloudWatchLogsException.class)
                .hasMessageContaining("is not authorized to perform: logs:FilterLogEvents");
    }
}
