package io.coldgate.lambda;

import io.coldgate.unit.Pacing;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionResponse;

/**
 * Changes of functions in production. Each change names the revision that it is based on: if somebody else has changed
 * the function since, Lambda refuses it.
 */
public final class LiveFunctions {
    private final LambdaClient client;
    private final Pacing pacing;
    private final ControlPlane control;
    private final FunctionWaiter waiter;

    /**
     * The functions that the client sees.
     *
     * @param limits how often the control plane may be called
     * @param random gives the jitter of retries
     */
    public LiveFunctions(LambdaClient client, ControlPlaneLimits limits, Pacing pacing, SplittableRandom random) {
        this.client = client;
        this.pacing = pacing;
        this.control = new ControlPlane(limits, pacing, random);
        this.waiter = new FunctionWaiter(client, pacing, control, new UpdateTimes(limits.usualUpdate()));
    }

    /**
     * Settings of a function's unpublished version.
     *
     * @param variables its environment
     * @param memoryMegabytes its memory
     * @param revision its revision
     */
    public record Settings(Map<String, String> variables, int memoryMegabytes, String revision) {
        /** Copies the map. */
        public Settings {
            variables = Map.copyOf(variables);
        }
    }

    /**
     * An alias.
     *
     * @param version the version that it points to
     * @param weighted whether it routes some invocations to another version
     * @param revision its revision
     */
    public record AliasTarget(String version, boolean weighted, String revision) {}

    /**
     * Returns the log group that the function writes to; the default one if the function cannot be read, for instance
     * with credentials that only allow logs. It asks only once, so a watch can begin even while AWS is unavailable.
     */
    public String logGroup(String function) throws InterruptedException {
        try {
            GetFunctionResponse answer = SdkErrors.translate(
                    "GetFunction " + function,
                    () -> client.getFunction(
                            r -> r.functionName(function).overrideConfiguration(ControlPlane::limited)));
            return LogGroups.of(function, answer.configuration());
        } catch (CallException e) {
            return LogGroups.usual(function);
        }
    }

    /**
     * Returns the settings once no change is in progress: until then, Lambda accepts no other change, and its end
     * changes the revision again.
     */
    public Settings settings(String function) throws CallException, InterruptedException {
        FunctionConfiguration now = waiter.idle(function);
        Map<String, String> variables = new HashMap<>();
        if (now.environment() != null) {
            if (now.environment().error() != null) {
                // Setting one variable would remove all those that cannot be read.
                throw new CallException(
                        CallException.Kind.REFUSED,
                        "the variables of " + function + " cannot be read: allow kms:Decrypt with the key that"
                                + " encrypts them");
            }
            variables.putAll(now.environment().variables());
        }
        return new Settings(variables, now.memorySize(), now.revisionId());
    }

    /** Sets all variables, unless the function has another revision, and waits until that is complete. */
    public void setVariables(String function, Map<String, String> variables, String revision)
            throws CallException, InterruptedException {
        control.change(
                "UpdateFunctionConfiguration " + function,
                () -> client.updateFunctionConfiguration(request -> request.functionName(function)
                        .overrideConfiguration(ControlPlane::limited)
                        .revisionId(revision)
                        .environment(environment -> environment.variables(variables))));
        waiter.updated(function, pacing.nanos());
    }

    /** Sets the memory, unless the function has another revision, and waits until that is complete. */
    public void setMemory(String function, int megabytes, String revision) throws CallException, InterruptedException {
        control.change(
                "UpdateFunctionConfiguration " + function,
                () -> client.updateFunctionConfiguration(request -> request.functionName(function)
                        .overrideConfiguration(ControlPlane::limited)
                        .revisionId(revision)
                        .memorySize(megabytes)));
        waiter.updated(function, pacing.nanos());
    }

    /** Returns the target of the alias. */
    public AliasTarget alias(String function, String alias) throws CallException, InterruptedException {
        GetAliasResponse now = control.change(
                "GetAlias " + function + ":" + alias,
                () -> client.getAlias(request -> request.functionName(function)
                        .overrideConfiguration(ControlPlane::limited)
                        .name(alias)));
        boolean weighted = now.routingConfig() != null
                && !now.routingConfig().additionalVersionWeights().isEmpty();
        return new AliasTarget(now.functionVersion(), weighted, now.revisionId());
    }

    /** Points the alias to a single version, unless it has another revision. */
    public void lead(String function, String alias, String version, String revision)
            throws CallException, InterruptedException {
        control.change(
                "UpdateAlias " + function + ":" + alias,
                () -> client.updateAlias(request -> request.functionName(function)
                        .overrideConfiguration(ControlPlane::limited)
                        .name(alias)
                        .functionVersion(version)
                        .routingConfig(routing -> routing.additionalVersionWeights(Map.of()))
                        .revisionId(revision)));
    }

    /** Returns the newest published version that is older than this one. */
    public Optional<String> versionBefore(String function, String version) throws CallException, InterruptedException {
        long present = Long.parseLong(version);
        Optional<Long> newest = Optional.empty();
        String marker = null;
        do {
            String from = marker;
            ListVersionsByFunctionResponse page = control.change(
                    "ListVersionsByFunction " + function,
                    () -> client.listVersionsByFunction(request -> request.functionName(function)
                            .overrideConfiguration(ControlPlane::limited)
                            .marker(from)));
            Optional<Long> here = page.versions().stream()
                    .map(FunctionConfiguration::version)
                    .filter(each -> each.matches("[0-9]{1,18}"))
                    .map(Long::parseLong)
                    .filter(each -> each < present)
                    .max(Comparator.naturalOrder());
            if (here.isPresent() && (newest.isEmpty() || here.get() > newest.get())) {
                newest = here;
            }
            marker = page.nextMarker();
        } while (marker != null && !marker.isEmpty());
        return newest.map(String::valueOf);
    }

    /** Returns the requested number of provisioned environments; 0 if there is no such setting. */
    public int provisioned(String function, String alias) throws CallException, InterruptedException {
        try {
            @Nullable
            Integer asked = control.change(
                            "GetProvisionedConcurrencyConfig " + function + ":" + alias,
                            () -> client.getProvisionedConcurrencyConfig(request -> request.functionName(function)
                                    .overrideConfiguration(ControlPlane::limited)
                                    .qualifier(alias)))
                    .requestedProvisionedConcurrentExecutions();
            return asked == null ? 0 : asked;
        } catch (CallException e) {
            if (e.kind() == CallException.Kind.NOT_FOUND) {
                return 0;
            }
            throw e;
        }
    }

    /** Requests so many provisioned environments; 0 removes the setting. Does not wait until they are ready. */
    public void provision(String function, String alias, int environments) throws CallException, InterruptedException {
        if (environments == 0) {
            control.change(
                    "DeleteProvisionedConcurrencyConfig " + function + ":" + alias,
                    () -> client.deleteProvisionedConcurrencyConfig(request -> request.functionName(function)
                            .overrideConfiguration(ControlPlane::limited)
                            .qualifier(alias)));
            return;
        }
        control.change(
                "PutProvisionedConcurrencyConfig " + function + ":" + alias,
                () -> client.putProvisionedConcurrencyConfig(request -> request.functionName(function)
                        .overrideConfiguration(ControlPlane::limited)
                        .qualifier(alias)
                        .provisionedConcurrentExecutions(environments)));
    }
}
