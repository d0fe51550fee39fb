package io.coldgate.platform;

import io.coldgate.lambda.CallException;
import io.coldgate.lambda.SdkErrors;
import io.coldgate.unit.Pacing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** The logs of invocations in CloudWatch. The client is created when it is first needed, which is seldom. */
final class CloudWatchLogs implements AutoCloseable {
    /** Lambda delivers a report to CloudWatch within a few seconds; the waits are 1 + 2 + 4 + 8 s. */
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));

    /** Init's lines are the first ones of an environment's stream. */
    private static final int FIRST_EVENTS = 100;

    /**
     * The number of events read for an invocation; a function that writes more before its first answer is not read to
     * the end.
     */
    private static final int WHOLE_INVOCATION = 1000;

    /**
     * The number of pages read: in a large group, a page may be empty although a later one is not; 5 requests per
     * second are allowed.
     */
    private static final int MOST_PAGES = 20;

    /**
     * The time that a search goes back. The invocation was minutes ago, and without a limit, months would be searched;
     * a day allows for a clock that is wrong by hours.
     */
    private static final Duration LOOK_BACK = Duration.ofDays(1);

    private final Supplier<CloudWatchLogsClient> maker;
    private final Pacing pacing;
    private @Nullable CloudWatchLogsClient made;

    CloudWatchLogs(Supplier<CloudWatchLogsClient> maker, Pacing pacing) {
        this.maker = maker;
        this.pacing = pacing;
    }

    private synchronized CloudWatchLogsClient client() {
        CloudWatchLogsClient client = made;
        if (client == null) {
            client = maker.get();
            made = client;
        }
        return client;
    }

    /**
     * Returns the lines of that request, preceded by the first lines of its environment's stream.
     *
     * @return empty when they do not arrive in time
     * @throws CallException when they cannot be requested
     */
    Optional<String> find(String group, String requestId) throws CallException, InterruptedException {
        for (Duration pause : PAUSES) {
            pacing.pause(pause);
            List<FilteredLogEvent> events = events(group, requestId);
            boolean reported = events.stream().map(CloudWatchLogs::message).anyMatch(CloudWatchLogs::isReport);
            if (reported) {
                return Optional.of(text(group, requestId, events));
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the first lines of the stream that contains the request, which must be the first one of its environment.
     *
     * @return empty when they do not arrive in time
     * @throws CallException when they cannot be requested
     */
    Optional<String> findStream(String group, String requestId) throws CallException, InterruptedException {
        for (Duration pause : PAUSES) {
            pacing.pause(pause);
            List<FilteredLogEvent> events = events(group, requestId);
            Optional<String> stream = events.stream()
                    .filter(event -> isReport(message(event)))
                    .map(FilteredLogEvent::logStreamName)
                    .filter(Objects::nonNull)
                    .findFirst();
            if (stream.isPresent()) {
                List<String> lines = new ArrayList<>();
                for (FilteredLogEvent event : firstOf(stream.get(), group, WHOLE_INVOCATION)) {
                    lines.add(line(event));
                }
                return Optional.of(String.join("\n", lines));
            }
        }
        return Optional.empty();
    }

    private static boolean isReport(String message) {
        return message.startsWith("REPORT ") || message.contains("platform.report");
    }

    private List<FilteredLogEvent> events(String group, String requestId) throws CallException, InterruptedException {
        long since = pacing.millis() - LOOK_BACK.toMillis();
        return read(
                group,
                Integer.MAX_VALUE,
                request -> request.filterPattern('"' + requestId + '"').startTime(since));
    }

    private List<FilteredLogEvent> firstOf(String stream, String group, int events)
            throws CallException, InterruptedException {
        return read(group, events, request -> request.logStreamNames(stream).limit(events));
    }

    private List<FilteredLogEvent> read(String group, int atLeast, Consumer<FilterLogEventsRequest.Builder> what)
            throws CallException, InterruptedException {
        try {
            List<FilteredLogEvent> found = new ArrayList<>();
            String token = null;
            for (int page = 0; page < MOST_PAGES && (page == 0 || token != null); page++) {
                String from = token;
                FilterLogEventsResponse response = SdkErrors.translate(
                        "FilterLogEvents " + group,
                        () -> client().filterLogEvents(request ->
                                what.accept(request.logGroupName(group).nextToken(from))));
                found.addAll(response.events());
                token = found.size() < atLeast ? response.nextToken() : null;
            }
            return found;
        } catch (CallException e) {
            if (e.kind() == CallException.Kind.NOT_FOUND) {
                // The group is created with the first line.
                return List.of();
            }
            throw e;
        }
    }

    private String text(String group, String requestId, List<FilteredLogEvent> events)
            throws CallException, InterruptedException {
        List<FilteredLogEvent> all = new ArrayList<>();
        String stream = events.get(events.size() - 1).logStreamName();
        if (stream != null && events.stream().noneMatch(event -> tellsOfInit(message(event)))) {
            List<FilteredLogEvent> first = firstOf(stream, group, FIRST_EVENTS);
            // An init before an earlier invocation does not belong to this one.
            if (first.stream().map(CloudWatchLogs::message).noneMatch(line -> isOfAnother(line, requestId))) {
                all.addAll(first);
            }
        }
        all.addAll(events);
        return String.join("\n", all.stream().map(CloudWatchLogs::line).toList());
    }

    private static String message(FilteredLogEvent event) {
        return event.message() == null ? "" : event.message();
    }

    /** Returns a message as a line with a line feed. */
    private static String line(FilteredLogEvent event) {
        return message(event).replaceAll("\n+$", "");
    }

    private static boolean isOfAnother(String message, String requestId) {
        boolean invocation = message.startsWith("START RequestId: ")
                || message.startsWith("REPORT RequestId: ")
                || message.contains("\"platform.start\"")
                || message.contains("\"platform.report\"");
        return invocation && !message.contains(requestId);
    }

    /** Returns whether the message reports an init. A report with an init has no failed init before it. */
    private static boolean tellsOfInit(String message) {
        return isReport(message) && (message.contains("Init Duration") || message.contains("initDurationMs"));
    }

    /** Deletes a group; one that does not exist, or may not be deleted, is left. */
    void deleteGroup(String group) throws InterruptedException {
        try {
            SdkErrors.translate("DeleteLogGroup " + group, () -> client().deleteLogGroup(r -> r.logGroupName(group)));
        } catch (CallException e) {
            // Leftover logs cost next to nothing and affect nobody; the policy may leave this action out.
            return;
        }
    }

    @Override
    public synchronized void close() {
        if (made != null) {
            made.close();
        }
    }
}
