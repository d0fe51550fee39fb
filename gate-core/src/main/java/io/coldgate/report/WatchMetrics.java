package io.coldgate.report;

import io.coldgate.thresholds.WatchObjective;
import io.coldgate.watch.FunctionStatus;
import io.coldgate.watch.Incident;
import io.coldgate.watch.ObjectiveStatus;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A watch as Prometheus text, format 0.0.4
 * (https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format), for the text-file collector of the
 * node exporter. Times are in seconds, as is customary in Prometheus.
 */
public final class WatchMetrics {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_SECOND = 1e3;

    private final StringBuilder out = new StringBuilder();
    private final List<FunctionStatus> functions;

    private WatchMetrics(List<FunctionStatus> functions) {
        this.functions = functions;
    }

    /** Returns the present status of all functions. */
    public static String render(List<FunctionStatus> functions) {
        return new WatchMetrics(functions).render();
    }

    private String render() {
        functions();
        lastRecoveries();
        objectives();
        return out.toString();
    }

    private void functions() {
        each("coldgate_watch_invocations_total", "counter", "Invocations that were counted.", FunctionStatus::calls);
        each(
                "coldgate_watch_late_total",
                "counter",
                "Invocations whose line came too late to be counted.",
                FunctionStatus::late);
        each(
                "coldgate_watch_ahead_total",
                "counter",
                "Invocations with a time in the future, which were not counted.",
                FunctionStatus::ahead);
        each(
                "coldgate_watch_newest_timestamp_seconds",
                "gauge",
                "Time of the newest invocation.",
                now -> now.newestMillis() / MILLIS_PER_SECOND);
        each(
                "coldgate_watch_incident",
                "gauge",
                "1 while an incident is open.",
                now -> flag(now.incident().isPresent()));
    }

    private void lastRecoveries() {
        header(
                "coldgate_watch_last_recovery_seconds",
                "gauge",
                "From the alarm to recovery, of the last that was proven.");
        for (FunctionStatus now : functions) {
            Long millis = lastRecovery(now.ended());
            if (millis != null) {
                sample("coldgate_watch_last_recovery_seconds", labels(now), millis / MILLIS_PER_SECOND);
            }
        }
    }

    private void objectives() {
        objectives(
                "coldgate_watch_objective_value",
                "Time in seconds, or share, over the time of the objective.",
                (now, objective) -> now.measured().isPresent()
                        ? now.measured().getAsDouble()
                                / (objective instanceof WatchObjective.Latency ? NANOS_PER_SECOND : 1)
                        : null);
        objectives(
                "coldgate_watch_objective_limit",
                "Limit of the objective: seconds, or a share.",
                (now, objective) -> objective instanceof WatchObjective.Latency latency
                        ? latency.limit().value() / NANOS_PER_SECOND
                        : objective.tolerated());
        objectives(
                "coldgate_watch_objective_over",
                "1 while the plain rule is over its limit.",
                (now, objective) -> flag(now.plainOver()));
        objectives(
                "coldgate_watch_objective_broken",
                "1 from the guaranteed alarm to proven recovery.",
                (now, objective) -> flag(now.broken()));
        objectives(
                "coldgate_watch_objective_alarm_level",
                "The guaranteed alarm is raised at 1.",
                (now, objective) -> now.level());
    }

    /** Returns the last time to recovery. An incident that was closed without proof of recovery has none. */
    private static @Nullable Long lastRecovery(List<Incident> ended) {
        Long last = null;
        for (Incident incident : ended) {
            last = incident.millisToRecovery() == null ? last : incident.millisToRecovery();
        }
        return last;
    }

    private static double flag(boolean on) {
        return on ? 1 : 0;
    }

    private void header(String name, String type, String help) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void each(String name, String type, String help, Function<FunctionStatus, Number> value) {
        header(name, type, help);
        functions.forEach(now -> sample(name, labels(now), value.apply(now).doubleValue()));
    }

    private void objectives(
            String name, String help, BiFunction<ObjectiveStatus, WatchObjective, @Nullable Double> value) {
        header(name, "gauge", help);
        for (FunctionStatus now : functions) {
            for (ObjectiveStatus each : now.objectives()) {
                Double found = value.apply(each, each.objective());
                if (found != null) {
                    String labels =
                            labels(now) + ",objective=\"" + each.objective().key() + "\"";
                    sample(name, labels, found);
                }
            }
        }
    }

    /**
     * Returns the labels. A function's name has only letters, digits, hyphens and underscores, so nothing needs
     * escaping.
     */
    private static String labels(FunctionStatus now) {
        return "function=\"" + now.function() + "\"";
    }

    private void sample(String name, String labels, double value) {
        out.append(name).append('{').append(labels).append("} ").append(value).append('\n');
    }
}
