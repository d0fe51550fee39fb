package io.coldgate.embedded.model;

import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Call;
import io.coldgate.embedded.api.wire.Caller;
import io.coldgate.embedded.api.wire.Operation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Limits on the control-plane requests that an account may send to a region. */
final class RateLimits {
    private final ModelSettings settings;
    private final Map<Limited, RateLimit> limits = new ConcurrentHashMap<>();

    /**
     * A caller's requests of one kind with its own limit: an account and region, and GetFunction, GetPolicy or all the
     * rest.
     */
    private record Limited(Caller caller, String requests) {}

    RateLimits(ModelSettings settings) {
        this.settings = settings;
    }

    /** Counts a request of the control plane, or fails with 429. */
    void take(Call call) {
        Operation operation = call.operation();
        boolean getFunction = operation == Operation.GET_FUNCTION;
        double rate =
                getFunction ? settings.rates().getFunction() : settings.rates().control();
        if (rate == 0) {
            return;
        }
        // GetPolicy also has its own limit, as high as that of the rest.
        String requests = getFunction || operation == Operation.GET_POLICY ? operation.title() : "control plane";
        RateLimit limit = limits.computeIfAbsent(
                new Limited(call.caller(), requests), absent -> new RateLimit(rate, settings.clock()));
        if (!limit.take()) {
            throw ApiException.rateExceeded(settings.rates().retryAfterSeconds());
        }
    }
}
