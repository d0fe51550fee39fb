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
 * Joins lines to the outcomes of invocations. Lines may be repeated, late and in any order: an invocation counts once,
 * by its request id, when both its START (which names the version) and its REPORT are present. Memory is bounded: only
 * the newest incomplete invocations, and the newest counted ones, are kept. Not safe for use by several threads.
 */
public final class InvocationJoiner {
    /**
     * The number of incomplete invocations: Lambda's usual limit of concurrency is 1,000, and a multiple of it may be
     * half logged at the same time.
     */
    private static final int MOST_WAITING = 20_000;

    /**
     * The number of counted invocations, which take about 10 MB; a line repeated after more than these would count
     * again.
     */
    private static final int MOST_COUNTED = 100_000;

    private final LogLineReader reader = new LogLineReader();
    private final Map<String, Begun> begun = new LinkedHashMap<>();
    private final Map<String, Reported> reported = new LinkedHashMap<>();
    private final Set<String> counted = new LinkedHashSet<>();
    /** Streams whose environment failed to initialise after its last invocation began. */
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
     * An invocation with a report.
     *
     * @param requestId its request id
     * @param epochMillis when it was reported
     * @param report its figures
     */
    public record Reported(String requestId, long epochMillis, Report report) {}

    /**
     * The complete state of a joiner, from which another can resume.
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

        /** Returns the state of a new joiner. */
        public static State none() {
            return new State(List.of(), List.of(), List.of(), List.of());
        }
    }

    /** Creates a joiner that resumes from a state. */
    public InvocationJoiner(State from) {
        from.begun().forEach(each -> begun.put(each.requestId(), each));
        from.reported().forEach(each -> reported.put(each.requestId(), each));
        counted.addAll(from.counted());
        failedInits.addAll(from.failedInits());
    }

    /** Returns the state from which another joiner can resume. */
    public State state() {
        return new State(
                List.copyOf(begun.values()),
                List.copyOf(reported.values()),
                List.copyOf(counted),
                List.copyOf(failedInits));
    }

    /** Adds a line, and returns the invocation that it completes. */
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

    /** Returns the lines that this joiner received, without those of earlier joiners. */
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
     * Completes invocations that were reported before that time and whose START has not come; their version remains
     * unknown.
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
