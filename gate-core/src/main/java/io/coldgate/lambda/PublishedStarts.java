package io.coldgate.lambda;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetProvisionedConcurrencyConfigResponse;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyStatusEnum;
import software.amazon.awssdk.services.lambda.model.SnapStartOptimizationStatus;

/**
 * Cold starts of published versions: SnapStart and provisioned concurrency belong to a version, so each start needs a
 * new version. The previous version is deleted first, because the account's code storage is limited.
 */
final class PublishedStarts {
    /**
     * The limit for provisioning: AWS creates 6 000 environments per minute, so those not created by then cannot be
     * created.
     */
    private static final Duration PROVISIONING_LIMIT = Duration.ofMinutes(20);

    private final LambdaClient client;
    private final ControlPlane control;
    private final FunctionWaiter waiter;
    private final Map<String, String> versions = new ConcurrentHashMap<>();

    PublishedStarts(LambdaClient client, ControlPlane control, FunctionWaiter waiter) {
        this.client = client;
        this.control = control;
        this.waiter = waiter;
    }

    /**
     * Publishes the last update, and waits until the version can be invoked in its start mode.
     *
     * @return the name with the version
     */
    String publish(Deployment deployment) throws CallException, InterruptedException {
        String name = deployment.name();
        removePrevious(deployment);
        String version = control.change(
                        "PublishVersion " + name,
                        () -> client.publishVersion(
                                r -> r.functionName(name).overrideConfiguration(ControlPlane::limited)))
                .version();
        versions.put(name, version);
        FunctionConfiguration published = waiter.published(name, version);
        if (deployment.mode() instanceof StartMode.SnapStart) {
            requireSnapshot(name, version, published);
        } else if (deployment.mode() instanceof StartMode.Provisioned provisioned) {
            provision(name, version, provisioned.environments());
        } else if (!(deployment.mode() instanceof StartMode.OnDemand)) {
            throw new IllegalStateException("nobody knows when it is ready: " + deployment.mode());
        }
        return name + ":" + version;
    }

    private static void requireSnapshot(String name, String version, FunctionConfiguration published)
            throws CallException {
        boolean on = published.snapStart() != null
                && published.snapStart().optimizationStatus() == SnapStartOptimizationStatus.ON;
        if (!on) {
            throw new CallException(
                    CallException.Kind.REFUSED,
                    "SnapStart is not on for " + name + ":" + version + " although it was asked for: remove snap-start,"
                            + " or use a runtime and settings that support it");
        }
    }

    private void provision(String name, String version, int environments) throws CallException, InterruptedException {
        control.change(
                "PutProvisionedConcurrencyConfig " + name + ":" + version,
                () -> client.putProvisionedConcurrencyConfig(r -> r.functionName(name)
                        .qualifier(version)
                        .provisionedConcurrentExecutions(environments)
                        .overrideConfiguration(ControlPlane::limited)));
        waiter.await(
                () -> isReady(name, version),
                PROVISIONING_LIMIT,
                () -> "provisioned concurrency of " + name + ":" + version + " was not ready within "
                        + PROVISIONING_LIMIT.toMinutes() + " minutes");
    }

    private boolean isReady(String name, String version) throws CallException, InterruptedException {
        GetProvisionedConcurrencyConfigResponse now = control.change(
                "GetProvisionedConcurrencyConfig " + name + ":" + version,
                () -> client.getProvisionedConcurrencyConfig(
                        r -> r.functionName(name).qualifier(version).overrideConfiguration(ControlPlane::limited)));
        if (now.status() == ProvisionedConcurrencyStatusEnum.FAILED) {
            throw new CallException(
                    CallException.Kind.REFUSED,
                    "provisioned concurrency of " + name + ":" + version + " failed: " + now.statusReason());
        }
        return now.status() == ProvisionedConcurrencyStatusEnum.READY;
    }

    private void removePrevious(Deployment deployment) throws CallException, InterruptedException {
        String name = deployment.name();
        String previous = versions.remove(name);
        if (previous == null) {
            return;
        }
        if (deployment.mode() instanceof StartMode.Provisioned) {
            control.delete(
                    "DeleteProvisionedConcurrencyConfig " + name + ":" + previous,
                    () -> client.deleteProvisionedConcurrencyConfig(r ->
                            r.functionName(name).qualifier(previous).overrideConfiguration(ControlPlane::limited)));
        }
        control.delete(
                "DeleteFunction " + name + ":" + previous,
                () -> client.deleteFunction(
                        r -> r.functionName(name).qualifier(previous).overrideConfiguration(ControlPlane::limited)));
    }
}
