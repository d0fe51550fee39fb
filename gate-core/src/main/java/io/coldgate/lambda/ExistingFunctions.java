package io.coldgate.lambda;

import io.coldgate.unit.Pacing;
import io.coldgate.unit.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Environment;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/**
 * Existing functions, which the gate did not deploy: reads them and, on request, changes one variable and undoes the
 * change.
 */
final class ExistingFunctions {
    private final LambdaClient client;
    private final Pacing pacing;
    private final ControlPlane control;
    private final FunctionWaiter waiter;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    /** An existing function's state when the gate last read it. */
    private record Seen(String revisionId, String startsAs) {}

    ExistingFunctions(LambdaClient client, Pacing pacing, ControlPlane control, FunctionWaiter waiter) {
        this.client = client;
        this.pacing = pacing;
        this.control = control;
        this.waiter = waiter;
    }

    FunctionSnapshot read(String name, Optional<String> qualifier) throws CallException, InterruptedException {
        FunctionSnapshot snapshot = FunctionSnapshot.of(waiter.read(name, qualifier.orElse(null)));
        if (snapshot.environmentIsHidden()) {
            // Otherwise a function measured in place would lose all its variables.
            throw new CallException(
                    CallException.Kind.REFUSED,
                    "the variables of " + name + " cannot be read ("
                            + snapshot.configuration().environment().error().message()
                            + "): allow kms:Decrypt with the key that encrypts them");
        }
        return snapshot;
    }

    byte[] download(String name, String location) throws CallException, InterruptedException {
        return PackageDownload.of(name, location, PackageDownload.LIMIT);
    }

    /** Guards the function: from now on, the gate changes it only as long as nobody else does. */
    void guard(String name, FunctionConfiguration now) {
        seen.put(name, new Seen(now.revisionId(), startsAs(now)));
    }

    /** Returns the settings other than variables that a start depends on. The gate changes none of them. */
    private static String startsAs(FunctionConfiguration now) {
        return Stream.of(
                        now.codeSha256(),
                        now.memorySize(),
                        now.timeout(),
                        now.runtimeAsString(),
                        now.handler(),
                        now.architecturesAsStrings(),
                        now.layers(),
                        now.role(),
                        now.vpcConfig(),
                        now.ephemeralStorage(),
                        now.imageConfigResponse(),
                        now.tracingConfig(),
                        now.loggingConfig(),
                        now.fileSystemConfigs())
                .map(String::valueOf)
                .collect(Collectors.joining("\n"));
    }

    boolean isGuarded(String name) {
        return seen.containsKey(name);
    }

    /**
     * Requests these variables if the function is unchanged since the gate's last update.
     *
     * @throws CallException when somebody else has changed it
     */
    void beginChange(Deployment deployment, Map<String, String> variables) throws CallException, InterruptedException {
        String name = deployment.name();
        try {
            update(name, variables, seen(name).revisionId());
        } catch (CallException e) {
            if (e.kind() != CallException.Kind.REFUSED || !isOurs(deployment)) {
                throw e;
            }
            // The answer to an earlier change was lost.
            update(name, variables, seen(name).revisionId());
        }
    }

    /** Waits until the variables are set. */
    void awaitChange(String name, Map<String, String> variables, long askedAt)
            throws CallException, InterruptedException {
        FunctionConfiguration now = waiter.updated(name, askedAt);
        boolean ours =
                now.environment() != null && now.environment().variables().equals(variables);
        if (!ours || !startsAs(now).equals(seen(name).startsAs())) {
            throw changed(name);
        }
        guard(name, now);
    }

    private Seen seen(String name) {
        return Objects.requireNonNull(seen.get(name), name);
    }

    private void update(String name, Map<String, String> variables, String revisionId)
            throws CallException, InterruptedException {
        control.change(
                "UpdateFunctionConfiguration " + name,
                () -> client.updateFunctionConfiguration(request -> request.functionName(name)
                        .revisionId(revisionId)
                        .overrideConfiguration(ControlPlane::limited)
                        .environment(Environment.builder().variables(variables).build())));
    }

    private boolean isOurs(Deployment deployment) throws CallException, InterruptedException {
        FunctionSnapshot now = read(deployment.name(), Optional.empty());
        Seen before = seen(deployment.name());
        if (now.configuration().revisionId().equals(before.revisionId())) {
            return false;
        }
        if (!now.environment().equals(deployment.environment())
                || !startsAs(now.configuration()).equals(before.startsAs())) {
            throw changed(deployment.name());
        }
        guard(deployment.name(), now.configuration());
        return true;
    }

    private static CallException changed(String name) {
        return new CallException(
                CallException.Kind.REFUSED,
                name + " was changed by somebody else during the run: measure again when nobody deploys it");
    }

    /** Removes the gate's variable. Without the variable, there is nothing to do. */
    Restored restore(String name, String environmentSha256) throws CallException, InterruptedException {
        FunctionSnapshot now;
        try {
            // Its last update may have been a failed one of the gate.
            waiter.idle(name);
            now = read(name, Optional.empty());
        } catch (CallException e) {
            if (e.kind() == CallException.Kind.NOT_FOUND) {
                return Restored.GONE;
            }
            throw e;
        }
        boolean same = sha256(now.environment()).equals(environmentSha256);
        if (now.hasNonce()) {
            update(name, now.environment(), now.configuration().revisionId());
            waiter.updated(name, pacing.nanos());
        }
        return same ? Restored.AS_IT_WAS : Restored.CHANGED_BY_OTHERS;
    }

    /** Returns a fingerprint of variables, which reveals none of them. */
    static String sha256(Map<String, String> variables) {
        StringBuilder all = new StringBuilder();
        // Neither a name nor a value can contain a NUL.
        new TreeMap<>(variables)
                .forEach((name, value) ->
                        all.append(name).append('\0').append(value).append('\0'));
        return Sha256.hex(all.toString().getBytes(StandardCharsets.UTF_8));
    }
}
