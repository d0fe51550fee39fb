package io.coldgate.embedded.model;

import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Call;
import io.coldgate.embedded.api.wire.Caller;
import io.coldgate.embedded.api.wire.Operation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the control plane asks before it does something. Safe for use by many threads. */
public final class Model {
    private final ModelSettings settings;
    private final Faults faults = new Faults();
    private final Dice dice;
    private final Map<Limited, RateLimit> limits = new ConcurrentHashMap<>();

    /** What has a limit of its own: an account in a region, and of it GetFunction, GetPolicy or all the rest. */
    private record Limited(Caller caller, String requests) {}

    /** A model in which the settings' faults are on. */
    public Model(ModelSettings settings) {
        this.settings = settings;
        this.dice = new Dice(settings.seed());
        settings.faults().forEach(faults::set);
    }

    /** Switches faults. */
    public Faults faults() {
        return faults;
    }

    /** Whether Invoke answers with our header. */
    public boolean measurementsHeader() {
        return settings.measurementsHeader();
    }

    /** How long the next creation or update takes, around {@code nanos}. */
    public long updateNanos(long nanos) {
        double stray = (2 * dice.draw("update-jitter") - 1) * settings.updateJitter();
        return Math.round(nanos * (1 + stray));
    }

    /**
     * Lets a request pass, or fails as AWS would.
     *
     * @param resource the ARN that the request is about
     */
    public void admit(Call call, String resource) {
        if (isControlPlane(call.operation())) {
            limitRate(call);
            throttle();
            conflict(call, resource);
        }
    }

    private static boolean isControlPlane(Operation operation) {
        return operation.group() != Operation.Group.INVOCATION && operation.group() != Operation.Group.CODE;
    }

    private void limitRate(Call call) {
        Operation operation = call.operation();
        boolean getFunction = operation == Operation.GET_FUNCTION;
        double rate = getFunction ? settings.getFunctionRate() : settings.controlRate();
        if (rate == 0) {
            return;
        }
        // GetPolicy has a limit of its own too, as high as that of the rest.
        String requests = getFunction || operation == Operation.GET_POLICY ? operation.title() : "control plane";
        RateLimit limit = limits.computeIfAbsent(
                new Limited(call.caller(), requests), absent -> new RateLimit(rate, settings.clock()));
        if (!limit.take()) {
            throw ApiException.rateExceeded();
        }
    }

    private void throttle() {
        Fault.Throttle fault = faults.get(Fault.Throttle.class);
        if (fault != null && strikes(fault.getClass(), fault.probability())) {
            throw ApiException.rateExceeded();
        }
    }

    private void conflict(Call call, String resource) {
        Fault.Conflict fault = faults.get(Fault.Conflict.class);
        boolean update = call.operation() == Operation.UPDATE_FUNCTION_CONFIGURATION
                || call.operation() == Operation.UPDATE_FUNCTION_CODE;
        if (fault != null && update && faults.look(Fault.Conflict.class) % fault.every() == 0) {
            faults.strike(Fault.Conflict.class);
            throw ApiException.updateInProgress(resource);
        }
    }

    private boolean strikes(Class<? extends Fault> kind, double probability) {
        boolean strikes = dice.draw(kind.getSimpleName()) < probability;
        if (strikes) {
            faults.strike(kind);
        }
        return strikes;
    }
}
