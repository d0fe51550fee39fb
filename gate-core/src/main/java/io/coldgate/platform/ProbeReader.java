package io.coldgate.platform;

import io.coldgate.lambda.Invocation;
import io.coldgate.sample.Failure;
import io.coldgate.sample.Metric;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Combines the probe's figures with the platform's. The platform's init would include the probe's own start, so the
 * probe's figures take precedence; everything else comes from the platform.
 */
public final class ProbeReader {
    /** The metrics that the probe makes measurable on any platform. */
    public static final Set<Metric> METRICS = Set.of(
            Metric.INIT_DURATION,
            Metric.DURATION,
            Metric.COLD_DURATION,
            Metric.MAX_MEMORY,
            Metric.INIT_CPU,
            Metric.MAJOR_FAULTS,
            Metric.INIT_READ_BYTES,
            Metric.INIT_SOCKETS,
            Metric.CLIENT_LATENCY,
            Metric.WARM_DURATION,
            Metric.WARM_LATENCY,
            Metric.FIRST_USER_DURATION);

    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    /** A reader of the invocations of one deployed function. */
    public ProbeReader() {}

    /**
     * Returns the proof in an invocation of a function with the probe; called by several threads at once.
     *
     * @param own the platform's proof
     */
    public ColdStartProof read(Invocation invocation, ColdStartProof own) {
        Optional<ProbeLine> found = ProbeLine.find(invocation.logTail(), invocation.requestId());
        if (found.isEmpty()) {
            boolean failedAnyway =
                    own instanceof ColdStartProof.Cold cold && cold.failure().isPresent();
            return failedAnyway
                    ? own
                    : new ColdStartProof.NotProven("the probe's line is not in the log's last 4 KB" + and(own));
        }
        ProbeLine line = found.get();
        if (line.invocations() > 1) {
            return new ColdStartProof.NotProven("the process had served before, says the probe");
        }
        if (line.nonce().isEmpty() || !seen.add(line.nonce())) {
            return new ColdStartProof.NotProven("the process was seen before, by the probe's number of it");
        }
        return own instanceof ColdStartProof.Cold cold ? laidOver(invocation, cold, line) : alone(invocation, line);
    }

    /**
     * Returns whether the process of a cold start served a later invocation; by the platform's proof if the probe's
     * line was cut off.
     *
     * @param first the cold start
     * @param own the platform's proof of the later invocation
     */
    public static WarmProof readWarm(Invocation first, Invocation invocation, WarmProof own) {
        Optional<ProbeLine> before = ProbeLine.find(first.logTail(), first.requestId());
        Optional<ProbeLine> found = ProbeLine.find(invocation.logTail(), invocation.requestId());
        boolean failed = Reports.failure(invocation, invocation.report()).isPresent();
        if (before.isEmpty() || found.isEmpty() || failed) {
            return own;
        }
        ProbeLine line = found.get();
        if (!line.nonce().equals(before.get().nonce()) || line.invocations() <= 1) {
            return new WarmProof.NotWarm("it was cold: another process served it, says the probe");
        }
        if (own instanceof WarmProof.Warm warm && warm.duration().isPresent()) {
            return own;
        }
        String ended = own instanceof WarmProof.Warm warm ? warm.endedAfter() : "";
        return new WarmProof.Warm(line.duration(), OptionalDouble.empty(), ended);
    }

    private static String and(ColdStartProof own) {
        return own instanceof ColdStartProof.NotProven warm ? "; " + warm.detail() : "";
    }

    private static ColdStartProof.Cold alone(Invocation invocation, ProbeLine line) {
        String proof = "first invocation of process " + line.nonce() + ", says the probe";
        return laidOver(
                invocation,
                ColdStartProof.Cold.builder()
                        .proof(proof)
                        .environment(line.environment())
                        .values(ReportValues.of(invocation))
                        .failure(invocation.failure())
                        .build(),
                line);
    }

    private static ColdStartProof.Cold laidOver(Invocation invocation, ColdStartProof.Cold own, ProbeLine line) {
        Map<Metric, Double> values = new TreeMap<>();
        if (own.failure().isEmpty()) {
            values.putAll(own.values());
            put(values, Metric.INIT_DURATION, line.init());
            putCounters(values, line);
            put(values, Metric.MAX_MEMORY, line.maxMemory());
            if (!values.containsKey(Metric.DURATION)) {
                put(values, Metric.DURATION, line.duration());
            }
            values.remove(Metric.COLD_DURATION);
            Double init = values.get(Metric.INIT_DURATION);
            Double duration = values.get(Metric.DURATION);
            if (init != null && duration != null) {
                values.put(Metric.COLD_DURATION, init + duration);
            }
        }
        OptionalDouble wait = line.waited().isPresent() ? line.waited() : own.waitNanos();
        return own.toBuilder()
                .values(values)
                .waitNanos(wait)
                .phases(phases(invocation, own, values))
                .failure(own.failure().map(failure -> failure.afterInit(initValues(failure, line))))
                .undisturbed(undisturbed(values, own, line))
                .build();
    }

    /** Returns the values of a successful init before an invocation that failed. */
    private static Map<Metric, Double> initValues(Failure failure, ProbeLine line) {
        Map<Metric, Double> values = new TreeMap<>();
        values.putAll(failure.initValues());
        if (line.invocations() > 0) {
            put(values, Metric.INIT_DURATION, line.init());
            putCounters(values, line);
        }
        return values;
    }

    /** Adds the kernel's figures for the init. */
    private static void putCounters(Map<Metric, Double> values, ProbeLine line) {
        put(values, Metric.INIT_CPU, line.cpu());
        replace(values, Metric.MAJOR_FAULTS, line.majorFaults());
        replace(values, Metric.INIT_READ_BYTES, line.initReadBytes());
        replace(values, Metric.INIT_SOCKETS, line.initSockets());
    }

    /**
     * Returns the lower bounds. The platform's bound for init includes the probe's start, so it is not used for the
     * probe's figure.
     */
    private static Map<Metric, Double> undisturbed(
            Map<Metric, Double> values, ColdStartProof.Cold own, ProbeLine line) {
        Map<Metric, Double> least = new TreeMap<>();
        put(least, Metric.INIT_DURATION, line.initLeast());
        Double init = least.get(Metric.INIT_DURATION);
        Double duration = own.undisturbed().get(Metric.DURATION);
        if (duration != null) {
            least.put(Metric.DURATION, duration);
        }
        if (init != null && duration != null) {
            least.put(Metric.COLD_DURATION, init + duration);
            least.put(Metric.CLIENT_LATENCY, init + duration);
        }
        least.keySet().retainAll(values.keySet());
        return least;
    }

    /** Replaces a figure. The platform's own figure includes the probe: without the probe's figure, there is none. */
    private static void replace(Map<Metric, Double> values, Metric metric, OptionalDouble value) {
        values.remove(metric);
        put(values, metric, value);
    }

    private static void put(Map<Metric, Double> values, Metric metric, OptionalDouble value) {
        value.ifPresent(known -> values.put(metric, known));
    }

    /** Returns the platform's phases around init and handler; if it shows none, everything around them is one phase. */
    private static Map<String, Double> phases(
            Invocation invocation, ColdStartProof.Cold own, Map<Metric, Double> values) {
        Double init = values.get(Metric.INIT_DURATION);
        Double handler = values.get(Metric.DURATION);
        if (init == null || handler == null) {
            return own.phases();
        }
        Map<String, Double> phases = new LinkedHashMap<>(own.phases());
        if (phases.isEmpty()) {
            phases.put("platform", Math.max(0, invocation.latencyNanos() - init - handler));
        }
        phases.put("init", init);
        phases.put("handler", handler);
        return phases;
    }
}
