package io.coldgate.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coldgate.thresholds.WatchObjective;
import io.coldgate.watch.FunctionStatus;
import io.coldgate.watch.Incident;
import io.coldgate.watch.ObjectiveStatus;
import io.coldgate.watch.StepRecord;
import io.coldgate.watch.WatchEvent;
import java.time.Instant;
import java.util.Locale;

/** A watch as JSON lines: one line for each event, and one per minute for each function. Times are in nanoseconds. */
public final class WatchJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double NANOS_PER_MILLI = 1e6;

    private WatchJson() {}

    /** Returns the event as one line. */
    public static String line(WatchEvent event) {
        ObjectNode node = JSON.createObjectNode()
                .put("event", event.key())
                .put("at", Instant.ofEpochMilli(event.atMillis()).toString())
                .put("function", event.function());
        if (event instanceof WatchEvent.Plain plain) {
            node.set("objective", objective(plain.now()));
        } else if (event instanceof WatchEvent.Alarm alarm) {
            node.put("incident", alarm.incident()).set("objective", objective(alarm.now()));
        } else if (event instanceof WatchEvent.Within within) {
            node.put("incident", within.incident()).set("objective", objective(within.now()));
        } else if (event instanceof WatchEvent.Recovered recovered) {
            node.set("incident", incident(recovered.incident()));
        } else if (event instanceof WatchEvent.Changed changed) {
            node.put("incident", changed.incident()).put("key", changed.objective());
            changed.now().ifPresent(now -> node.set("objective", objective(now)));
        } else if (event instanceof WatchEvent.Closed closed) {
            node.set("incident", incident(closed.incident()));
        } else if (event instanceof WatchEvent.Step step) {
            node.put("incident", step.incident()).set("step", step(step.step()));
        } else if (event instanceof WatchEvent.Exhausted exhausted) {
            node.put("incident", exhausted.incident());
        } else {
            throw new IllegalStateException("an event that nobody writes: " + event.key());
        }
        return node.toString();
    }

    /** Returns a function's status as one line. */
    public static String line(FunctionStatus now) {
        ObjectNode node = JSON.createObjectNode().put("event", "status");
        if (now.newestMillis() > 0) {
            node.put("at", Instant.ofEpochMilli(now.newestMillis()).toString());
        }
        node.put("function", now.function())
                .put("invocations", now.calls())
                .put("late", now.late())
                .put("ahead", now.ahead());
        ArrayNode objectives = node.putArray("objectives");
        now.objectives().forEach(each -> objectives.add(objective(each)));
        now.incident().ifPresent(open -> node.set("incident", incident(open)));
        return node.toString();
    }

    /** Returns the body of a web hook request: the function with its open incident. */
    public static String alarm(FunctionStatus now) {
        return line(now);
    }

    private static ObjectNode objective(ObjectiveStatus now) {
        ObjectNode node = JSON.createObjectNode()
                .put("key", now.objective().key())
                .put("overSeconds", now.objective().over().toSeconds())
                .put("calls", now.calls())
                .put("exceeding", now.over())
                .put("tolerated", now.objective().tolerated())
                .put("plainOver", now.plainOver())
                .put("rule", now.rule().key())
                .put("broken", now.broken())
                .put("level", now.level())
                .put("recoveryEvidence", now.recovery());
        if (now.objective() instanceof WatchObjective.Latency latency) {
            node.put("limit", latency.limit().value());
        }
        now.measured().ifPresent(value -> node.put("measured", value));
        return node;
    }

    private static ObjectNode incident(Incident incident) {
        ObjectNode node = JSON.createObjectNode()
                .put("number", incident.number())
                .put("alarmAt", Instant.ofEpochMilli(incident.alarmMillis()).toString());
        ArrayNode objectives = node.putArray("objectives");
        incident.objectives().forEach(objectives::add);
        ArrayNode steps = node.putArray("steps");
        incident.steps().forEach(each -> steps.add(step(each)));
        if (!incident.unproven().isEmpty()) {
            ArrayNode unproven = node.putArray("unproven");
            incident.unproven().forEach(unproven::add);
        }
        Long closed = incident.closedMillis();
        if (closed != null) {
            node.put("closedAt", Instant.ofEpochMilli(closed).toString());
        }
        Long recovered = incident.recoveredMillis();
        Long millis = incident.millisToRecovery();
        if (recovered != null && millis != null) {
            node.put("recoveredAt", Instant.ofEpochMilli(recovered).toString())
                    .put("timeToRecovery", millis * NANOS_PER_MILLI);
        }
        return node;
    }

    private static ObjectNode step(StepRecord step) {
        return JSON.createObjectNode()
                .put("number", step.number())
                .put("action", step.shown())
                .put("state", step.state().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("at", Instant.ofEpochMilli(step.atMillis()).toString())
                .put("detail", step.detail());
    }
}
