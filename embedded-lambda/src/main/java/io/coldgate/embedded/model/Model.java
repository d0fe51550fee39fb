package io.coldgate.embedded.model;

import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Call;
import io.coldgate.embedded.api.wire.Caller;
import io.coldgate.embedded.api.wire.ErrorType;
import io.coldgate.embedded.api.wire.Operation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The model that the control plane consults before and after it acts. Safe for use by many threads. */
public final class Model {
    private final ModelSettings settings;
    private final Faults faults = new Faults();
    private final SeededDraws draws;
    private final RateLimits rates;
    private final Outage outage;
    private final Map<String, Long> rolesSince = new ConcurrentHashMap<>();

    /** A model in which the settings' faults are on. */
    public Model(ModelSettings settings) {
        this.settings = settings;
        this.draws = new SeededDraws(settings.seed());
        this.rates = new RateLimits(settings);
        this.outage = new Outage(faults, settings.clock());
        settings.faults().forEach(faults::set);
    }

    /** Returns the settings. */
    public ModelSettings settings() {
        return settings;
    }

    /** Returns the faults, which can be switched on and off. */
    public Faults faults() {
        return faults;
    }

    /** Returns the outages of the endpoint. */
    public Outage outage() {
        return outage;
    }

    /** Returns how long the next creation or update takes, distributed around {@code nanos}. */
    public long updateNanos(long nanos) {
        double stray = (2 * draws.draw("update-jitter") - 1) * settings.updateJitter();
        return Math.round(nanos * (1 + stray));
    }

    /**
     * Admits a request, or fails as AWS would.
     *
     * @param resource the ARN that the request is about
     */
    public void admit(Call call, String resource) {
        requireValidCredentials();
        requireAllowed(IamActions.of(call), call.caller(), resource);
        Operation.Group group = call.operation().group();
        if (group == Operation.Group.INVOCATION) {
            throttleInvocation();
        } else if (group != Operation.Group.CODE && group != Operation.Group.LOGS) {
            rates.take(call);
            throttle();
            conflict(call.operation(), resource);
        }
    }

    private void requireValidCredentials() {
        Fault.ExpiredCredentials fault = faults.get(Fault.ExpiredCredentials.class);
        if (fault != null && faults.look(Fault.ExpiredCredentials.class) > fault.afterCalls()) {
            faults.strike(Fault.ExpiredCredentials.class);
            throw new ApiException(ErrorType.EXPIRED_TOKEN, "The security token included in the request is expired");
        }
    }

    private void requireAllowed(String action, Caller caller, String resource) {
        Fault.Denied fault = faults.get(Fault.Denied.class);
        if (fault != null && fault.actions().contains(action)) {
            faults.strike(Fault.Denied.class);
            throw new ApiException(
                    ErrorType.ACCESS_DENIED,
                    "User: arn:aws:iam::" + caller.account() + ":user/caller is not authorized to perform: " + action
                            + " on resource: " + resource + " because no identity-based policy allows the " + action
                            + " action");
        }
    }

    private void throttle() {
        Fault.Throttle fault = faults.get(Fault.Throttle.class);
        if (fault != null && strikes(fault)) {
            throw ApiException.rateExceeded(settings.rates().retryAfterSeconds());
        }
    }

    private void throttleInvocation() {
        Fault.ThrottledInvocations fault = faults.get(Fault.ThrottledInvocations.class);
        if (fault != null && strikes(fault)) {
            throw new ApiException(ErrorType.TOO_MANY_REQUESTS, "Rate Exceeded.", "ConcurrentInvocationLimitExceeded");
        }
    }

    private void conflict(Operation operation, String resource) {
        Fault.Conflict fault = faults.get(Fault.Conflict.class);
        boolean update =
                operation == Operation.UPDATE_FUNCTION_CONFIGURATION || operation == Operation.UPDATE_FUNCTION_CODE;
        if (fault != null && update && faults.look(Fault.Conflict.class) % fault.every() == 0) {
            faults.strike(Fault.Conflict.class);
            throw ApiException.updateInProgress(resource);
        }
    }

    /** Notifies the observer of a call, before any decision about it. */
    public void arrived(Call call, String resource) {
        settings.observer().arrived(call.operation().title(), resource);
    }

    /** Notifies the observer of a call that was carried out but is not answered yet. */
    public void carriedOut(Call call, String resource) {
        settings.observer().carriedOut(call.operation().title(), resource);
    }

    /** Returns whether another client deletes the function that this call invokes, just before it. */
    public boolean deletesFunctionOf(Call call) {
        Fault.Deleted fault = faults.get(Fault.Deleted.class);
        boolean deletes = fault != null
                && call.operation().group() == Operation.Group.INVOCATION
                && faults.look(Fault.Deleted.class) > fault.afterInvocations();
        if (deletes) {
            faults.clear(Fault.Deleted.class);
            faults.strike(Fault.Deleted.class);
        }
        return deletes;
    }

    /** Returns whether the answer to this call, which has been carried out, is lost. */
    public boolean losesAnswerTo(Call call) {
        Fault.LostAnswer fault = faults.get(Fault.LostAnswer.class);
        boolean loses = fault != null
                && fault.action().equals(IamActions.of(call))
                && faults.look(Fault.LostAnswer.class) <= fault.calls();
        if (loses) {
            faults.strike(Fault.LostAnswer.class);
        }
        return loses;
    }

    /**
     * Fails when a function cannot be created with that role: the caller may not pass the role, or it cannot be assumed
     * yet.
     */
    public void checkRole(Caller caller, String role) {
        requireAllowed(IamActions.PASS_ROLE, caller, role);
        Fault.RoleDelay fault = faults.get(Fault.RoleDelay.class);
        if (fault == null) {
            return;
        }
        long now = settings.clock().getAsLong();
        long since = rolesSince.computeIfAbsent(role, absent -> now);
        if (now - since < fault.delay().toNanos()) {
            faults.strike(Fault.RoleDelay.class);
            throw ApiException.invalid("The role defined for the function cannot be assumed by Lambda.");
        }
    }

    /** Returns whether an environment is initialised before the first invocation. */
    public boolean initialisesProactively() {
        Fault.ProactiveInit fault = faults.get(Fault.ProactiveInit.class);
        return fault != null && strikes(fault);
    }

    /** Returns whether an environment outlives an update. */
    public boolean keepsWarm() {
        Fault.WarmReuse fault = faults.get(Fault.WarmReuse.class);
        return fault != null && strikes(fault);
    }

    /** Returns the part of an invocation's log tail that reaches the caller. */
    public byte[] tail(byte[] tail) {
        Fault.LostReport lost = faults.get(Fault.LostReport.class);
        Fault.FloodedLog flooded = faults.get(Fault.FloodedLog.class);
        if (flooded != null && strikes(flooded)) {
            return LogTails.flooded();
        }
        return lost != null && strikes(lost) ? LogTails.withoutReport(tail) : tail;
    }

    private boolean strikes(Fault.Probabilistic fault) {
        boolean strikes = draws.draw(fault.draws()) < fault.probability();
        if (strikes) {
            faults.strike(fault.getClass());
        }
        return strikes;
    }
}
