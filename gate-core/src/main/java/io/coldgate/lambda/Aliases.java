package io.coldgate.lambda;

import io.coldgate.unit.Pacing;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.UpdateAliasResponse;

/** Aliases of deployed functions, and the versions that they point to. */
public final class Aliases {
    private final LambdaClient client;
    private final ControlPlane control;
    private final FunctionWaiter waiter;

    /** The aliases of a platform. */
    public Aliases(LambdaClient client, ControlPlaneLimits limits, Pacing pacing) {
        this.client = client;
        this.control = new ControlPlane(limits, pacing, new SplittableRandom());
        this.waiter = new FunctionWaiter(client, pacing, control, new UpdateTimes(limits.usualUpdate()));
    }

    /** Returns the present state of the alias. */
    public AliasState read(String function, String alias) throws CallException, InterruptedException {
        GetAliasResponse now = control.change(
                "GetAlias " + function + ":" + alias,
                () -> client.getAlias(r -> r.functionName(function)
                        .overrideConfiguration(ControlPlane::limited)
                        .name(alias)));
        return AliasState.of(now.aliasArn(), now.functionVersion(), now.routingConfig(), now.revisionId());
    }

    /**
     * Points the alias to a version, unless somebody else has changed it since it was read.
     *
     * @param before the state as it was read, or the result of the last update
     * @param weights shares of other versions; empty for this version alone
     * @return the updated state; empty when somebody else has changed it
     */
    public Optional<AliasState> update(
            String function, String alias, AliasState before, String version, Map<String, Double> weights)
            throws CallException, InterruptedException {
        try {
            UpdateAliasResponse now = control.change(
                    "UpdateAlias " + function + ":" + alias,
                    () -> client.updateAlias(r -> r.functionName(function)
                            .overrideConfiguration(ControlPlane::limited)
                            .name(alias)
                            .revisionId(before.revisionId())
                            .functionVersion(version)
                            .routingConfig(routing -> routing.additionalVersionWeights(weights))));
            return Optional.of(
                    AliasState.of(now.aliasArn(), now.functionVersion(), now.routingConfig(), now.revisionId()));
        } catch (CallException e) {
            if (!(e.getCause() instanceof PreconditionFailedException)) {
                throw e;
            }
            // An earlier attempt whose answer was lost may have changed it.
            return Optional.of(read(function, alias)).filter(now -> now.leadsWhere(version, weights));
        }
    }

    /**
     * Publishes {@code $LATEST} as a version, and waits until it can be invoked.
     *
     * @return the version; an earlier one if nothing has changed since
     */
    public String publish(String function) throws CallException, InterruptedException {
        String version = control.change(
                        "PublishVersion " + function,
                        () -> client.publishVersion(
                                r -> r.functionName(function).overrideConfiguration(ControlPlane::limited)))
                .version();
        waiter.published(function, version);
        return version;
    }

    /** Waits until that version can be invoked, and returns the log group that it writes to. */
    public String awaitVersion(String function, String version) throws CallException, InterruptedException {
        return LogGroups.of(function, waiter.published(function, version));
    }
}
