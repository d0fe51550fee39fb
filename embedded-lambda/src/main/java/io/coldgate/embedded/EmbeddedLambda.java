package io.coldgate.embedded;

import io.coldgate.embedded.api.ApiOptions;
import io.coldgate.embedded.api.ControlPlane;
import io.coldgate.embedded.api.operation.Backend;
import io.coldgate.embedded.api.wire.Caller;
import io.coldgate.embedded.model.Faults;
import io.coldgate.embedded.model.Model;
import io.coldgate.embedded.model.ModelSettings;
import io.coldgate.embedded.runtime.environment.EnvironmentSettings;
import io.coldgate.embedded.runtime.environment.Environments;
import io.coldgate.embedded.runtime.environment.ProcessEnvironments;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A Lambda on loopback. Point any AWS SDK or the AWS CLI to {@link #endpoint()}; no signature is checked, and
 * credentials may be anything.
 *
 * <pre>{@code
 * try (EmbeddedLambda lambda = EmbeddedLambda.start(Settings.defaults())) {
 *     LambdaClient client = LambdaClient.builder().endpointOverride(lambda.endpoint())…
 * }
 * }</pre>
 */
public final class EmbeddedLambda implements AutoCloseable {
    private final Environments environments;
    private final ControlPlane controlPlane;

    private final @Nullable Model model;

    private EmbeddedLambda(Environments environments, ControlPlane controlPlane, @Nullable Model model) {
        this.environments = environments;
        this.controlPlane = controlPlane;
        this.model = model;
    }

    /**
     * Starts to serve; the caller closes it.
     *
     * @throws IOException when the port is taken or the work folder cannot be created
     */
    public static EmbeddedLambda start(Settings settings) throws IOException {
        Environments environments = ProcessEnvironments.start(EnvironmentSettings.defaults().toBuilder()
                .workParent(settings.workFolder())
                .initLimit(settings.initLimit())
                .idleLimit(settings.idleLimit())
                .build());
        try {
            ModelSettings modelled = settings.model();
            Model model = modelled == null ? null : new Model(modelled);
            ApiOptions options = new ApiOptions(
                    new Caller(settings.account(), settings.region()),
                    settings.updateDelay(),
                    settings.eventRetryDelays(),
                    settings.workFolder(),
                    new Backend.Limits(settings.asyncEventBytes(), settings.accountConcurrency()),
                    model);
            return new EmbeddedLambda(environments, ControlPlane.start(settings.port(), options, environments), model);
        } catch (IOException | RuntimeException e) {
            environments.close();
            throw e;
        }
    }

    /** Returns the address of the server, such as {@code http://127.0.0.1:9001}. */
    public URI endpoint() {
        return controlPlane.endpoint();
    }

    /**
     * Returns the faults, which can be switched on and off while the server runs.
     *
     * @throws IllegalStateException when the settings have no model
     */
    public Faults faults() {
        if (model == null) {
            throw new IllegalStateException("faults need a model: toBuilder().model(ModelSettings.none()) of Settings");
        }
        return model.faults();
    }

    /** Stops serving and ends every environment and its processes. */
    @Override
    public void close() {
        controlPlane.close();
        environments.close();
    }
}
