package io.coldgate.lambda;

import io.coldgate.unit.Pacing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;

/** Creates, finds and deletes the functions that the gate deploys. */
final class OwnFunctions {
    /** The limit for a new role: IAM makes it known to Lambda within seconds, seldom up to a minute. */
    private static final Duration ROLE_LIMIT = Duration.ofMinutes(1);

    private static final Duration ROLE_PAUSE = Duration.ofSeconds(2);

    private final LambdaClient client;
    private final Pacing pacing;
    private final ControlPlane control;
    private final FunctionWaiter waiter;

    OwnFunctions(LambdaClient client, Pacing pacing, ControlPlane control, FunctionWaiter waiter) {
        this.client = client;
        this.pacing = pacing;
        this.control = control;
        this.waiter = waiter;
    }

    /**
     * Creates the function and waits until it can be invoked.
     *
     * @return the platform's SHA-256 of the code
     */
    String deploy(Deployment deployment) throws CallException, InterruptedException {
        CreateFunctionRequest request = CreateRequest.of(deployment);
        long deadline = pacing.nanos() + ROLE_LIMIT.toNanos();
        while (true) {
            try {
                String sha256 = create(request);
                waiter.created(deployment.name(), pacing.nanos());
                return sha256;
            } catch (CallException e) {
                if (!SdkErrors.isRoleUnknown(e)) {
                    throw e;
                }
                if (pacing.nanos() >= deadline) {
                    throw new CallException(
                            e.kind(),
                            "Lambda cannot assume the role " + deployment.role() + " after "
                                    + ROLE_LIMIT.toSeconds()
                                    + " s of asking: its trust policy must allow sts:AssumeRole to"
                                    + " lambda.amazonaws.com",
                            e);
                }
                pacing.pause(ROLE_PAUSE);
            }
        }
    }

    private String create(CreateFunctionRequest request) throws CallException, InterruptedException {
        try {
            return control.change(
                    "CreateFunction " + request.functionName(),
                    () -> client.createFunction(request).codeSha256());
        } catch (CallException e) {
            if (!SdkErrors.isAlreadyThere(e)) {
                throw e;
            }
            // The name contains the run's id, so the function is ours: the answer to its creation was lost.
            return waiter.read(request.functionName(), null).configuration().codeSha256();
        }
    }

    /** Deletes the function; it may already be gone. */
    void delete(String name) throws CallException, InterruptedException {
        control.delete(
                "DeleteFunction " + name,
                () -> client.deleteFunction(r -> r.functionName(name).overrideConfiguration(ControlPlane::limited)));
    }

    /** Returns all of them, identified by their names and their tag, and nothing else. */
    List<OwnFunction> list() throws CallException, InterruptedException {
        List<OwnFunction> found = new ArrayList<>();
        String marker = null;
        do {
            String from = marker;
            ListFunctionsResponse page = control.change(
                    "ListFunctions",
                    () -> client.listFunctions(r -> r.marker(from).overrideConfiguration(ControlPlane::limited)));
            for (FunctionConfiguration function : page.functions()) {
                if (function.functionName().startsWith(OwnFunction.PREFIX)) {
                    ownFunction(function).ifPresent(found::add);
                }
            }
            marker = page.nextMarker();
        } while (marker != null && !marker.isEmpty());
        return found;
    }

    private Optional<OwnFunction> ownFunction(FunctionConfiguration function)
            throws CallException, InterruptedException {
        try {
            Map<String, String> tags = control.change(
                    "ListTags " + function.functionName(),
                    () -> client.listTags(r ->
                                    r.resource(function.functionArn()).overrideConfiguration(ControlPlane::limited))
                            .tags());
            return tags.containsKey(OwnFunction.TAG)
                    ? Optional.of(new OwnFunction(function.functionName(), tags))
                    : Optional.empty();
        } catch (CallException e) {
            if (e.kind() == CallException.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
