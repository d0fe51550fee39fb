package io.coldgate.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coldgate.canary.StepResult;
import io.coldgate.logs.LoggedInvocation;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The record of a canary as JSON lines: where a step began, each invocation that was read, what it decided. Times in
 * nanoseconds, memory in bytes; what no line of the log says is absent.
 */
public final class CanaryLines {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CanaryLines() {}

    /** Returns the line at which a version begins to have its share. */
    public static String begins(String version, double share, long epochMillis) {
        return line(JSON.createObjectNode()
                .put("line", "step")
                .put("at", Instant.ofEpochMilli(epochMillis).toString())
                .put("version", version)
                .put("share", share));
    }

    /** Returns an invocation's line. */
    public static String of(LoggedInvocation invocation) {
        ObjectNode node = JSON.createObjectNode()
                .put("line", "invocation")
                .put("at", Instant.ofEpochMilli(invocation.epochMillis()).toString())
                .put("requestId", invocation.requestId());
        invocation.version().ifPresent(version -> node.put("version", version));
        node.put("cold", invocation.isCold());
        number(node, "duration", invocation.duration());
        number(node, "billedDuration", invocation.report().billedDuration());
        number(node, "initDuration", invocation.report().initDuration());
        number(node, "restoreDuration", invocation.report().restoreDuration());
        number(node, "maxMemory", invocation.maxMemory());
        invocation.failure().ifPresent(failure -> node.put("failure", failure));
        return line(node);
    }

    /** Returns the line at which a version's share ends, with what the invocations before it decide. */
    public static String ends(StepResult step) {
        return line(JSON.createObjectNode()
                .put("line", "decision")
                .put("version", step.version())
                .put("share", step.share())
                .put("decision", step.decision().name().toLowerCase(Locale.ROOT))
                .put("stableInvocations", step.stable().invocations())
                .put("candidateInvocations", step.candidate().invocations()));
    }

    private static void number(ObjectNode node, String name, OptionalDouble value) {
        value.ifPresent(number -> node.put(name, Math.round(number)));
    }

    private static String line(ObjectNode node) {
        return node + "\n";
    }
}
