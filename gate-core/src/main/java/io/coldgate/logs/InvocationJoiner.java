package io.coldgate.logs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Joins lines to the outcomes of invocations. Lines may come twice, late and in any order: an invocation counts once,
 * by its request id, when both its START (which names the version) and its REPORT are there. In bounded memory: of the
 * invocations that wait for their other line, and of those that were counted, the newest are known. Not safe for use by
 * several threads.
 */
public final class InvocationJoiner {
    /** Lambda's usual limit of concurrency is 1,000; a multiple of it may be half logged at once. */
    private static final int MOST_WAITING = 20_000;

    /** A line that came again after so many other invocations would count again; these take about 10 MB. */
    private static final int MOST_COUNTED = 100_000;

    private final LogLineReader reader = new LogLineReader();
    private final Map<String, Begun> begun = new LinkedHashMap<>();
    private final Map<String, Reported> reported = new LinkedHashMap<>();
    private final Set<String> counted = new LinkedHashSet<>();
    /** Streams whose environment has failed to initialise since its last invocation began. */
    private final Set<String> failedInits = new LinkedHashSet<>();

    private long lines;
    private long linesOfInvocations;

    /**
     * An invocation that has begun.
     *
     * @param requestId its request id
     * @param version the version that serves it
     * @param initFailed whether an init failed just before it in its environment
     */
    public record Begun(String requestId, String version, boolean initFailed) {}

    /**
     * An invocation whose report is there.
     *
     * @param requestId its request id
     * @param epochMillis when it was reported
     * @param report its figures
     */
    public record Reported(String requestId, long epochMillis, Report report) {}

    /**
     * All that a joiner knows, to go on from later.
     *
     * @param begun invocations without a report yet, oldest first
     * @param reported invocations whose START has not come yet, oldest first
     * @param counted request ids of invocations that are counted, oldest first
     * @param failedInits streams with a failed init whose next invocation has not begun
     */
    public record State(List<Begun> begun, List<Reported> reported, List<String> counted, List<String> failedInits) {
        /** Copies the lists. */
        public State {
            begun = List.copyOf(begun);
            reported = List.copyOf(reported);
            counted = List.copyOf(counted);
            failedInits = List.copyOf(failedInits);
        }

        /** Returns the state of a joiner that has read nothing. */
        public static State none() {
            return new State(List.of(), List.of(), List.of(), List.of());
        }
    }

    /** A joiner that goes on from there. */
    public InvocationJoiner(State from) {
        from.begun().forEach(each -> begun.put(each.requestId(), each));
        from.reported().forEach(each -> reported.put(each.requestId(), each));
        counted.addAll(from.counted());
        failedInits.addAll(from.failedInits());
    }

    /** Returns what another joiner can go on from. */
    public State state() {
        return new State(
                List.copyOf(begun.values()),
                List.copyOf(reported.values()),
                List.copyOf(counted),
                List.copyOf(failedInits));
    }

    /** Takes a line, and returns the invocation that it completes. */
    public Optional<LoggedInvocation> add(LogEvent event) {
        LogLine line = reader.read(event.message());
        lines++;
        if (line instanceof LogLine.Start || line instanceof LogLine.Reported) {
            linesOfInvocations++;
        }
        if (line instanceof LogLine.Start start) {
            return begin(start, event.stream());
        }
        if (line instanceof LogLine.Reported report) {
            return report(report, event.epochMillis());
        }
        if (line instanceof LogLine.InitReported init
                && init.failed()
                && !event.stream().isEmpty()) {
            failedInits.add(event.stream());
            keepNewest(failedInits, MOST_WAITING);
        }
        return Optional.empty();
    }

    /** Returns what this joiner was given so far; what an earlier one read is not in it. */
    public LinesRead linesRead() {
        return new LinesRead(lines, linesOfInvocations);
    }

    private Optional<LoggedInvocation> begin(LogLine.Start start, String stream) {
        String requestId = start.requestId();
        if (counted.contains(requestId) || begun.containsKey(requestId)) {
            return Optional.empty();
        }
        Begun begins = new Begun(requestId, start.version(), failedInits.remove(stream));
        @Nullable Reported early = reported.remove(requestId);
        if (early != null) {
            return Optional.of(count(begins, early));
        }
        begun.put(requestId, begins);
        keepNewest(begun.keySet(), MOST_WAITING);
        return Optional.empty();
    }

    private Optional<LoggedInvocation> report(LogLine.Reported line, long epochMillis) {
        String requestId = line.requestId();
        if (counted.contains(requestId) || reported.containsKey(requestId)) {
            return Optional.empty();
        }
        Reported ends = new Reported(requestId, epochMillis, line.report());
        @Nullable Begun begins = begun.remove(requestId);
        if (begins != null) {
            return Optional.of(count(begins, ends));
        }
        reported.put(requestId, ends);
        keepNewest(reported.keySet(), MOST_WAITING);
        return Optional.empty();
    }

    private LoggedInvocation count(Begun begins, Reported ends) {
        markCounted(ends.requestId());
        return new LoggedInvocation(
                ends.requestId(),
                Optional.of(begins.version()),
                ends.epochMillis(),
                ends.report().withInitFailed(begins.initFailed()));
    }

    private void markCounted(String requestId) {
        counted.add(requestId);
        keepNewest(counted, MOST_COUNTED);
    }

    /**
     * Counts invocations that were reported before that time and whose START has not come: their version stays unknown.
     *
     * @param beforeMillis in milliseconds since 1970
     */
    public List<LoggedInvocation> release(long beforeMillis) {
        List<LoggedInvocation> released = new ArrayList<>();
        for (Iterator<Reported> each = reported.values().iterator(); each.hasNext(); ) {
            Reported waiting = each.next();
            if (waiting.epochMillis() < beforeMillis) {
                each.remove();
                markCounted(waiting.requestId());
                released.add(new LoggedInvocation(
                        waiting.requestId(), Optional.empty(), waiting.epochMillis(), waiting.report()));
            }
        }
        return released;
    }

    private static void keepNewest(Collection<?> oldestFirst, int most) {
        Iterator<?> oldest = oldestFirst.iterator();
        for (int surplus = oldestFirst.size() - most; surplus > 0; surplus--) {
            oldest.next();
            oldest.remove();
        }
    }
}
