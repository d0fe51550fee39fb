package io.coldgate.lambda;

import io.coldgate.sample.Failure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.Environment;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import software.amazon.awssdk.services.lambda.model.LogType;

/**
 * Calls of Lambda, on any platform. The client must have its retries switched off: a repeated Invoke would start
 * environments that nobody asked for.
 */
public final class LambdaDriver {
    /** The variable whose change makes the platform leave every old environment behind. */
    public static final String NONCE = "COLDGATE_NONCE";

    /** Lambda's header of the embedded platform's measurements. */
    private static final String MEASUREMENTS = "X-Coldgate-Measurements";

    /** IAM tells Lambda of a new role within seconds, seldom up to a minute. */
    private static final Duration ROLE_LIMIT = Duration.ofMinutes(1);

    private static final Duration ROLE_PAUSE = Duration.ofSeconds(2);

    private final LambdaClient client;
    private final Pacing pacing;
    private final ControlPlane control;
    private final FunctionWaiter settling;
    private final ExistingFunctions existing;
    private final PublishedStarts published;
    private final ReportParser reports = new ReportParser();
    private final FunctionErrors errors = new FunctionErrors();

    /**
     * A driver over the client.
     *
     * @param limits how often the control plane may be called; shared by all that this driver does
     * @param random gives the jitter of its retries
     */
    public LambdaDriver(LambdaClient client, ControlPlaneLimits limits, Pacing pacing, SplittableRandom random) {
        this.client = client;
        this.pacing = pacing;
        this.control = new ControlPlane(limits, pacing, random);
        this.settling = new FunctionWaiter(client, pacing, control, new UpdateTimes(limits.usualUpdate()));
        this.existing = new ExistingFunctions(client, pacing, control, settling);
        this.published = new PublishedStarts(client, control, settling);
    }

    /** An update that was asked for; {@link #awaitCold} waits until it is done. */
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
        CreateFunctionRequest request = CreateRequest.of(deployment);
        long deadline = pacing.nanos() + ROLE_LIMIT.toNanos();
        while (true) {
            try {
                String sha256 = create(request);
                settling.created(deployment.name(), pacing.nanos());
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

    /** Publishes a version of a layer; returns its ARN. */
    public String publishLayer(String name, byte[] zip) throws CallException, InterruptedException {
        return control.change(
                "PublishLayerVersion " + name,
                () -> client.publishLayerVersion(request -> request.layerName(name)
                                .content(content -> content.zipFile(SdkBytes.fromByteArray(zip))))
                        .layerVersionArn());
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
            // Its name has the run's id: it is ours, and the answer to its creation was lost.
            return settling.read(request.functionName(), null).configuration().codeSha256();
        }
    }

    /**
     * Updates the function's configuration with a fresh nonce beside the user's variables, and waits until the update
     * is done: every environment made before it is left behind. Where starts belong to versions, one is published.
     *
     * @return what to invoke: the name, with a qualifier where there is one
     */
    public String forceCold(Deployment deployment, String nonce) throws CallException, InterruptedException {
        return awaitCold(beginCold(deployment, nonce));
    }

    /** The first half of {@link #forceCold}: asks for the update. Other work may be done until it is done. */
    public Update beginCold(Deployment deployment, String nonce) throws CallException, InterruptedException {
        Map<String, String> variables = new LinkedHashMap<>(deployment.environment());
        variables.put(NONCE, nonce);
        if (existing.isGuarded(deployment.name())) {
            existing.beginChange(deployment, variables);
        } else {
            control.change(
                    "UpdateFunctionConfiguration " + deployment.name(),
                    () -> client.updateFunctionConfiguration(request -> request.functionName(deployment.name())
                            .environment(
                                    Environment.builder().variables(variables).build())));
        }
        return new Update(deployment, variables, pacing.nanos());
    }

    /** The second half: waits until the update is done. Where starts belong to versions, one is published. */
    public String awaitCold(Update update) throws CallException, InterruptedException {
        String name = update.deployment().name();
        if (existing.isGuarded(name)) {
            existing.awaitChange(name, update.variables(), update.askedAtNanos());
            return name;
        }
        settling.updated(name, update.askedAtNanos());
        boolean onDemand = update.deployment().mode() instanceof StartMode.OnDemand;
        return onDemand ? name : published.publish(update.deployment());
    }

    /**
     * An existing function.
     *
     * @param qualifier a version or an alias; empty for what is not published
     */
    public FunctionSnapshot read(String name, Optional<String> qualifier) throws CallException, InterruptedException {
        return existing.read(name, qualifier);
    }

    /** The zip of an existing function. */
    public byte[] download(String name, FunctionSnapshot snapshot) throws CallException, InterruptedException {
        return existing.download(name, snapshot.location().orElse(""));
    }

    /**
     * Cold starts of this existing function are forced in place from now on: its variables change as long as nobody
     * else changes it, and until {@link #restore}.
     *
     * @return a fingerprint of its variables, for {@link #restore}
     */
    public String useInPlace(String name, FunctionSnapshot snapshot) {
        existing.guard(name, snapshot.configuration());
        return ExistingFunctions.sha256(snapshot.environment());
    }

    /**
     * Takes back what was changed of an existing function.
     *
     * @param environmentSha256 what {@link #useInPlace} gave
     */
    public Restored restore(String name, String environmentSha256) throws CallException, InterruptedException {
        return existing.restore(name, environmentSha256);
    }

    /** Invokes the function once; never repeated by itself. */
    public Invocation invoke(String name, byte[] payload) throws CallException, InterruptedException {
        SdkBytes body = SdkBytes.fromByteArrayUnsafe(payload);
        long before = pacing.nanos();
        InvokeResponse response = call(name, body);
        long latency = pacing.nanos() - before;
        String requestId = response.responseMetadata().requestId();
        String tail = logTail(response);
        Optional<Failure> failure = failure(response, tail);
        return new Invocation(
                requestId,
                failure,
                tail,
                reports.parse(tail, requestId),
                response.sdkHttpResponse().firstMatchingHeader(MEASUREMENTS),
                latency,
                Optional.ofNullable(response.executedVersion()).orElse(""),
                response.payload() == null
                        ? ByteBuffer.allocate(0)
                        : response.payload().asByteBuffer());
    }

    /**
     * Invokes the function once, for what it answers.
     *
     * @return its answer
     * @throws CallException when the call or the function failed
     */
    public byte[] ask(String name, byte[] payload) throws CallException, InterruptedException {
        InvokeResponse response = call(name, SdkBytes.fromByteArrayUnsafe(payload));
        Optional<Failure> failure = failure(response, logTail(response));
        if (failure.isPresent()) {
            throw new CallException(CallException.Kind.REFUSED, failure.get().toString());
        }
        return response.payload().asByteArray();
    }

    private InvokeResponse call(String name, SdkBytes payload) throws CallException, InterruptedException {
        return SdkErrors.translate(
                "Invoke " + name,
                () -> client.invoke(
                        r -> r.functionName(name).logType(LogType.TAIL).payload(payload)));
    }

    private Optional<Failure> failure(InvokeResponse response, String tail) {
        return Optional.ofNullable(response.functionError())
                .map(error -> errors.parse(error, response.payload().asString(StandardCharsets.UTF_8), tail));
    }

    /**
     * Opens a connection, if none is free, by asking whether the function may be invoked: nothing is started.
     *
     * @return whether the platform was reached
     */
    public boolean connect(String name) throws InterruptedException {
        try {
            SdkErrors.translate(
                    "Invoke " + name,
                    () -> client.invoke(r -> r.functionName(name).invocationType(InvocationType.DRY_RUN)));
            return true;
        } catch (CallException e) {
            // It is not what is measured; what is wrong shows with the first start.
            return false;
        }
    }

    /** Empty when the platform gave none, or none that can be read. */
    private static String logTail(InvokeResponse response) {
        if (response.logResult() == null) {
            return "";
        }
        try {
            return new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Deletes the function; one that is gone already is fine. */
    public void delete(String name) throws CallException, InterruptedException {
        try {
            control.change("DeleteFunction " + name, () -> client.deleteFunction(r -> r.functionName(name)));
        } catch (CallException e) {
            if (e.kind() != CallException.Kind.NOT_FOUND) {
                throw e;
            }
        }
    }

    /** The gate's own functions, by their names and their tag. Nothing else is ever among them. */
    public List<OwnFunction> ownFunctions() throws CallException, InterruptedException {
        List<OwnFunction> found = new ArrayList<>();
        String marker = null;
        do {
            String from = marker;
            ListFunctionsResponse page =
                    control.change("ListFunctions", () -> client.listFunctions(r -> r.marker(from)));
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
                    () -> client.listTags(r -> r.resource(function.functionArn()))
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
