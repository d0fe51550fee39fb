package io.coldgate.lambda;

import io.coldgate.unit.Pacing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Environment;

/**
 * Calls of Lambda, on any platform. The client must have its retries switched off: a repeated Invoke would start
 * unintended environments.
 */
public final class LambdaDriver {
    /** The variable whose change makes the platform abandon all existing environments. */
    public static final String NONCE = "COLDGATE_NONCE";

    private final LambdaClient client;
    private final Pacing pacing;
    private final ControlPlane control;
    private final FunctionWaiter waiter;
    private final ExistingFunctions existing;
    private final PublishedStarts published;
    private final OwnFunctions own;
    private final InvokeCalls invokes;

    /**
     * A driver over the client.
     *
     * @param limits how often the control plane may be called, in total for this driver
     * @param random gives the jitter of its retries
     */
    public LambdaDriver(LambdaClient client, ControlPlaneLimits limits, Pacing pacing, SplittableRandom random) {
        this.client = client;
        this.pacing = pacing;
        this.control = new ControlPlane(limits, pacing, random);
        this.waiter = new FunctionWaiter(client, pacing, control, new UpdateTimes(limits.usualUpdate()));
        this.existing = new ExistingFunctions(client, pacing, control, waiter);
        this.published = new PublishedStarts(client, control, waiter);
        this.own = new OwnFunctions(client, pacing, control, waiter);
        this.invokes = new InvokeCalls(client, pacing);
    }

    /** An update that was requested; {@link #awaitCold} waits until it is complete. */
    public record Update(Deployment deployment, Map<String, String> variables, long askedAtNanos) {
        /** Copies the map. */
        public Update {
            variables = Map.copyOf(variables);
        }
    }

    /**
     * Creates the function and waits until it can be invoked.
     *
     * @return the platform's SHA-256 of the code
     */
    public String deploy(Deployment deployment) throws CallException, InterruptedException {
        return own.deploy(deployment);
    }

    /** Publishes a version of a layer; returns its ARN. */
    public String publishLayer(String name, byte[] zip) throws CallException, InterruptedException {
        return control.change(
                "PublishLayerVersion " + name,
                () -> client.publishLayerVersion(request -> request.layerName(name)
                                .overrideConfiguration(ControlPlane::limitedUpload)
                                .content(content -> content.zipFile(SdkBytes.fromByteArray(zip))))
                        .layerVersionArn());
    }

    /**
     * Updates the function's configuration with a fresh nonce beside the user's variables, and waits until the update
     * is complete: all earlier environments are abandoned. If starts belong to versions, a version is published.
     *
     * @return what to invoke: the name, with a qualifier if there is one
     */
    public String forceCold(Deployment deployment, String nonce) throws CallException, InterruptedException {
        return awaitCold(beginCold(deployment, nonce));
    }

    /** The first half of {@link #forceCold}: requests the update. Other work may be done in the meantime. */
    public Update beginCold(Deployment deployment, String nonce) throws CallException, InterruptedException {
        Map<String, String> variables = new LinkedHashMap<>(deployment.environment());
        variables.put(NONCE, nonce);
        if (existing.isGuarded(deployment.name())) {
            existing.beginChange(deployment, variables);
        } else {
            control.change(
                    "UpdateFunctionConfiguration " + deployment.name(),
                    () -> client.updateFunctionConfiguration(request -> request.functionName(deployment.name())
                            .overrideConfiguration(ControlPlane::limited)
                            .environment(
                                    Environment.builder().variables(variables).build())));
        }
        return new Update(deployment, variables, pacing.nanos());
    }

    /** The second half: waits until the update is complete. If starts belong to versions, a version is published. */
    public String awaitCold(Update update) throws CallException, InterruptedException {
        String name = update.deployment().name();
        if (existing.isGuarded(name)) {
            existing.awaitChange(name, update.variables(), update.askedAtNanos());
            return name;
        }
        waiter.updated(name, update.askedAtNanos());
        boolean onDemand = update.deployment().mode() instanceof StartMode.OnDemand;
        return onDemand ? name : published.publish(update.deployment());
    }

    /**
     * Reads an existing function.
     *
     * @param qualifier a version or an alias; empty for the unpublished version
     */
    public FunctionSnapshot read(String name, Optional<String> qualifier) throws CallException, InterruptedException {
        return existing.read(name, qualifier);
    }

    /** Downloads the zip of an existing function. */
    public byte[] download(String name, FunctionSnapshot snapshot) throws CallException, InterruptedException {
        return existing.download(name, snapshot.location().orElse(""));
    }

    /**
     * Prepares for forcing cold starts of this existing function in place. Until {@link #restore}, its variables are
     * changed as long as nobody else changes the function.
     *
     * @return a fingerprint of its variables, for {@link #restore}
     */
    public String useInPlace(String name, FunctionSnapshot snapshot) {
        existing.guard(name, snapshot.configuration());
        return ExistingFunctions.sha256(snapshot.environment());
    }

    /**
     * Undoes the changes to an existing function.
     *
     * @param environmentSha256 the fingerprint from {@link #useInPlace}
     */
    public Restored restore(String name, String environmentSha256) throws CallException, InterruptedException {
        return existing.restore(name, environmentSha256);
    }

    /** Invokes the function once; never retried automatically. */
    public Invocation invoke(String name, byte[] payload) throws CallException, InterruptedException {
        return invokes.invoke(name, payload);
    }

    /**
     * Invokes the function once and returns its answer.
     *
     * @return its answer
     * @throws CallException when the call or the function failed
     */
    public byte[] ask(String name, byte[] payload) throws CallException, InterruptedException {
        return invokes.ask(name, payload);
    }

    /**
     * Opens a connection, if none is free, by a dry-run call that starts nothing.
     *
     * @return whether the platform was reached
     */
    public boolean connect(String name) throws InterruptedException {
        return invokes.connect(name);
    }

    /** Deletes the function; it may already be gone. */
    public void delete(String name) throws CallException, InterruptedException {
        own.delete(name);
    }

    /** Returns the functions that the gate deployed, identified by their names and their tag, and nothing else. */
    public List<OwnFunction> ownFunctions() throws CallException, InterruptedException {
        return own.list();
    }
}
