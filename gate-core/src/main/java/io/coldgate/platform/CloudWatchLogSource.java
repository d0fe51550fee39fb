package io.coldgate.platform;

import io.coldgate.lambda.CallException;
import io.coldgate.lambda.SdkErrors;
import io.coldgate.logs.LogEvent;
import io.coldgate.logs.LogSource;
import io.coldgate.logs.LogSourceException;
import io.coldgate.unit.Pacing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/**
 * The platform's lines of a log group, by FilterLogEvents. In CloudWatch Logs, events appear seconds after they were
 * written, and out of order. Each search therefore begins some time before the newest known event, and events that were
 * already read are recognised by their ids.
 */
public final class CloudWatchLogSource implements LogSource {
    /**
     * The filter for the platform's lines, which contain these words; {@code ?} joins them with "or". The rest of a
     * function's log, usually most of it, is not transferred.
     */
    private static final String PLATFORM_LINES = "?\"START RequestId\" ?\"REPORT RequestId\" ?INIT_REPORT"
            + " ?\"platform.start\" ?\"platform.report\" ?\"platform.initReport\"";

    /**
     * The number of attempts. Their pauses add up to 32 s, long enough for other clients' searches under AWS's quota, 5
     * requests per second in most regions (10 in some).
     */
    private static final int TRIES = 8;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final CloudWatchLogsClient client;
    private final String group;
    private final Pacing pacing;
    private final LongSupplier nowMillis;
    private final SeenEvents seen;
    private @Nullable String token;
    private long searchedFrom;

    /**
     * A source that resumes from a position.
     *
     * @param client the service, which is closed with the source
     * @param group the log group, such as {@code /aws/lambda/checkout}
     * @param start the position where it begins: the cursor of an earlier source, or {@link SeenEvents#since}
     * @param pacing waits when the service is throttled
     * @param nowMillis the time of day, in milliseconds since 1970
     * @throws IllegalArgumentException when the cursor is invalid
     */
    public CloudWatchLogSource(
            CloudWatchLogsClient client, String group, String start, Pacing pacing, LongSupplier nowMillis) {
        this.client = client;
        this.group = group;
        this.pacing = pacing;
        this.nowMillis = nowMillis;
        this.seen = SeenEvents.parse(start);
    }

    @Override
    public Batch read() throws LogSourceException, InterruptedException {
        if (token == null) {
            searchedFrom = seen.from();
        }
        FilterLogEventsResponse page;
        try {
            page = page();
        } catch (CallException e) {
            token = null;
            if (e.kind() == CallException.Kind.NOT_FOUND) {
                // The group is created with the first line.
                return new Batch(List.of(), seen.text(), State.CAUGHT_UP);
            }
            throw new LogSourceException(String.valueOf(e.getMessage()), e.kind() != CallException.Kind.REFUSED, e);
        }
        long now = nowMillis.getAsLong();
        List<LogEvent> events = new ArrayList<>();
        for (FilteredLogEvent event : page.events()) {
            long time = event.timestamp() == null ? now : event.timestamp();
            if (seen.isNew(event.eventId(), time, now)) {
                events.add(new LogEvent(
                        event.eventId(),
                        time,
                        event.logStreamName() == null ? "" : event.logStreamName(),
                        event.message().replaceAll("\n+$", "")));
            }
        }
        token = page.nextToken();
        if (token == null) {
            seen.searched();
        }
        return new Batch(events, seen.text(), token == null ? State.CAUGHT_UP : State.MORE);
    }

    private FilterLogEventsResponse page() throws CallException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return SdkErrors.translate(
                        "FilterLogEvents " + group,
                        () -> client.filterLogEvents(request -> request.logGroupName(group)
                                .filterPattern(PLATFORM_LINES)
                                .startTime(searchedFrom)
                                .nextToken(token)));
            } catch (CallException e) {
                boolean passes = e.kind() == CallException.Kind.THROTTLED || e.kind() == CallException.Kind.UNAVAILABLE;
                if (!passes || attempt == TRIES) {
                    throw e;
                }
                Duration doubled = FIRST_PAUSE.multipliedBy(1L << attempt);
                pacing.pause(doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE);
            }
        }
    }

    @Override
    public String name() {
        return group;
    }

    @Override
    public void close() {
        client.close();
    }
}
