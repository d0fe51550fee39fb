package io.coldgate.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coldgate.canary.StepResult;
import io.coldgate.logs.LoggedInvocation;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The record of a canary as JSON lines: the beginning of each step, each invocation that was read, and each decision.
 * Times are in nanoseconds, memory is in bytes; values that are not in the log are absent.
 */
public final class CanaryLines {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CanaryLines() {}

    /** Returns the line that records the beginning of a version's share. */
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

    /** Returns the line that records the end of a version's share, with the findings from its invocations. */
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
