package io.coldgate.embedded.api.function;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coldgate.embedded.api.function.ProvisionedConfig.Status;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Options of a function as a whole rather than of a version. Guarded by its own lock. */
public final class FunctionOptions {
    private final Map<String, String> tags = new TreeMap<>();
    private final Map<String, Map<String, ObjectNode>> policies = new TreeMap<>();
    private final Map<String, EventConfig> eventConfigs = new TreeMap<>();
    private final Map<String, ProvisionedConfig> provisioned = new TreeMap<>();
    private @Nullable Integer reservedConcurrency;
    private String recursiveLoop = "Terminate";
    private String updateRuntimeOn = "Auto";

    /**
     * The treatment of asynchronous invocations of a qualifier.
     *
     * @param retries how often a failed event is retried, 0 to 2; null for Lambda's default
     * @param ageSeconds the maximum age of an event, 60 to 21600; null for Lambda's default
     * @param destinations the destinations, which are shown; nothing is delivered to them here
     * @param modified when this was set
     */
    public record EventConfig(
            @Nullable Integer retries, @Nullable Integer ageSeconds, ObjectNode destinations, Instant modified) {}

    /** A copy of the tags, sorted. */
    public synchronized Map<String, String> tags() {
        return new TreeMap<>(tags);
    }

    /** Replaces all tags. */
    public synchronized void tags(Map<String, String> all) {
        tags.clear();
        tags.putAll(all);
    }

    /** The reserved concurrency, or null. */
    public synchronized @Nullable Integer reservedConcurrency() {
        return reservedConcurrency;
    }

    /** Sets the reserved concurrency; null removes it. */
    public synchronized void reservedConcurrency(@Nullable Integer reserved) {
        reservedConcurrency = reserved;
    }

    /** A copy of the statements of a qualifier's policy by id, in order; empty for none. */
    public synchronized Map<String, ObjectNode> policy(String qualifier) {
        Map<String, ObjectNode> statements = policies.get(qualifier);
        return statements == null ? new LinkedHashMap<>() : new LinkedHashMap<>(statements);
    }

    /** Replaces the statements of a qualifier's policy; none removes it. */
    public synchronized void policy(String qualifier, Map<String, ObjectNode> statements) {
        if (statements.isEmpty()) {
            policies.remove(qualifier);
        } else {
            policies.put(qualifier, new LinkedHashMap<>(statements));
        }
    }

    /** The qualifier's event-invoke configuration, or null. */
    public synchronized @Nullable EventConfig eventConfig(String qualifier) {
        return eventConfigs.get(qualifier);
    }

    /** All event-invoke configurations by qualifier. */
    public synchronized Map<String, EventConfig> eventConfigs() {
        return new TreeMap<>(eventConfigs);
    }

    /** Sets the qualifier's event-invoke configuration; null removes it. */
    public synchronized void eventConfig(String qualifier, @Nullable EventConfig config) {
        if (config == null) {
            eventConfigs.remove(qualifier);
        } else {
            eventConfigs.put(qualifier, config);
        }
    }

    /** All provisioned concurrency by qualifier. */
    public synchronized Map<String, ProvisionedConfig> provisioned() {
        return new TreeMap<>(provisioned);
    }

    /** Sets the qualifier's provisioned concurrency; null removes it. */
    public synchronized void provisioned(String qualifier, @Nullable ProvisionedConfig config) {
        if (config == null) {
            provisioned.remove(qualifier);
        } else {
            provisioned.put(qualifier, config);
        }
    }

    /**
     * Removes the options of a version or alias that is gone, so that a later alias of that name starts without them.
     */
    synchronized void forget(String qualifier) {
        policies.remove(qualifier);
        eventConfigs.remove(qualifier);
        provisioned.remove(qualifier);
    }

    /** Updates the progress of a provisioning; false when it was replaced or removed since. */
    synchronized boolean provisioned(String qualifier, ProvisionedConfig begun, int available, Status status) {
        ProvisionedConfig now = provisioned.get(qualifier);
        boolean current = now != null && now.id().equals(begun.id());
        if (current) {
            provisioned.put(qualifier, begun.with(available, status));
        }
        return current;
    }

    /** {@code Terminate} or {@code Allow}. */
    public synchronized String recursiveLoop() {
        return recursiveLoop;
    }

    /** Sets {@code Terminate} or {@code Allow}. */
    public synchronized void recursiveLoop(String value) {
        recursiveLoop = value;
    }

    /** {@code Auto}, {@code FunctionUpdate} or {@code Manual}. */
    public synchronized String updateRuntimeOn() {
        return updateRuntimeOn;
    }

    /** Sets {@code Auto}, {@code FunctionUpdate} or {@code Manual}. */
    public synchronized void updateRuntimeOn(String value) {
        updateRuntimeOn = value;
    }
}
