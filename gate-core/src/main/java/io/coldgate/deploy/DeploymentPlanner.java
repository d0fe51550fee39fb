package io.coldgate.deploy;

import io.coldgate.artifact.ArtifactException;
import io.coldgate.artifact.Packager;
import io.coldgate.artifact.ProbedPackage;
import io.coldgate.build.BaselinePackage;
import io.coldgate.build.Candidate;
import io.coldgate.facts.Architectures;
import io.coldgate.lambda.CallException;
import io.coldgate.lambda.Code;
import io.coldgate.lambda.Deployment;
import io.coldgate.lambda.FunctionSnapshot;
import io.coldgate.lambda.LambdaDriver;
import io.coldgate.lambda.OwnFunction;
import io.coldgate.lambda.StartMode;
import io.coldgate.platform.Platform;
import io.coldgate.thresholds.CloudSettings;
import io.coldgate.thresholds.ConfigurationChange;
import io.coldgate.thresholds.FunctionSpec;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;

/**
 * The planner of deployments for a candidate and its baseline: the settings of the file, laid over those of a deployed
 * function.
 */
public final class DeploymentPlanner {
    private final Platform platform;
    private final LambdaDriver driver;
    private final RunSettings settings;
    private final Clock clock;

    public DeploymentPlanner(Platform platform, LambdaDriver driver, RunSettings settings, Clock clock) {
        this.platform = platform;
        this.driver = driver;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Returns the candidate's deployment.
     *
     * @param deployed the deployed function that the file bases it on
     */
    public Deployment ofCandidate(Candidate candidate, Optional<FunctionSnapshot> deployed)
            throws CallException, InterruptedException {
        FunctionSpec spec = candidate.plan().spec();
        CloudSettings cloud = spec.target().cloud();
        if (deployed.isEmpty()) {
            return Deployment.builder()
                    .name(name(spec, ""))
                    .code(candidate.code().orElseThrow())
                    .runtime(spec.configuration().runtime())
                    .handler(spec.configuration().handler())
                    .architecture(spec.configuration().architecture())
                    .memoryMegabytes(spec.configuration().memoryMegabytes())
                    .timeoutSeconds(
                            Math.toIntExact(spec.configuration().timeout().toSeconds()))
                    .environment(variables(spec))
                    .role(spec.configuration().role().orElse(platform.defaultRole()))
                    .tags(tags(spec, "candidate"))
                    .options(withLocalLayers(options(cloud, Optional.empty()), spec.name()))
                    .build();
        }
        if (cloud.isInPlace()) {
            return likeDeployed(
                    deployed.get(), deployed.get().configuration().functionName(), new Code.InPlace(), Map.of());
        }
        Deployment copy = likeDeployed(
                deployed.get(),
                name(spec, ""),
                candidate.code().isPresent() ? candidate.code().get() : codeOf(deployed.get()),
                tags(spec, "candidate"));
        return said(copy, spec, deployed.get());
    }

    /**
     * Returns the baseline's deployment: the candidate's, or a copy of a published version, with the differing
     * settings.
     */
    public Deployment ofBaseline(Candidate candidate, Deployment ofCandidate, BaselinePackage baseline)
            throws CallException, InterruptedException {
        FunctionSpec spec = candidate.plan().spec();
        Map<String, String> tags = tags(spec, "baseline");
        Deployment from = ofCandidate;
        Optional<Code> code = baseline.code();
        if (baseline.published().isPresent()) {
            String function = spec.target()
                    .cloud()
                    .function()
                    .map(CloudSettings.DeployedFunction::name)
                    .orElse(spec.name());
            FunctionSnapshot published = driver.read(function, baseline.published());
            from = asReadyAs(ofCandidate, likeDeployed(published, function, codeOf(published), tags));
        } else if (code.isEmpty() && spec.target().cloud().isInPlace()) {
            code = Optional.of(codeOf(driver.read(from.name(), Optional.empty())));
        }
        Deployment.Options options =
                withLocalLayers(from.options().withLayers(baseline.change().layers()), spec.name() + "-b");
        return changed(from, baseline.change())
                .options(options)
                .name(name(spec, "-b"))
                .code(code.orElse(from.code()))
                .tags(tags)
                .build();
    }

    /**
     * Returns the baseline with as many provisioned environments as the candidate, because otherwise the latencies of
     * the two arms would differ.
     */
    private static Deployment asReadyAs(Deployment candidate, Deployment published) {
        return candidate.options().mode() instanceof StartMode.Provisioned mode ? published.startedBy(mode) : published;
    }

    private Code codeOf(FunctionSnapshot deployed) throws CallException, InterruptedException {
        return deployed.imageUri().isPresent()
                ? new Code.Image(deployed.imageUri().get())
                : new Code.Zip(driver.download(deployed.configuration().functionName(), deployed));
    }

    private static Deployment likeDeployed(
            FunctionSnapshot deployed, String name, Code code, Map<String, String> tags) {
        FunctionConfiguration like = deployed.configuration();
        boolean snapStart =
                like.snapStart() != null && like.snapStart().applyOn() == SnapStartApplyOn.PUBLISHED_VERSIONS;
        return Deployment.builder()
                .name(name)
                .code(code)
                .runtime(String.valueOf(like.runtimeAsString()))
                .handler(String.valueOf(like.handler()))
                .architecture(
                        like.hasArchitectures() ? like.architecturesAsStrings().get(0) : Architectures.DEFAULT)
                .memoryMegabytes(like.memorySize())
                .timeoutSeconds(like.timeout())
                .environment(deployed.environment())
                .role(like.role())
                .tags(tags)
                .options(new Deployment.Options(
                        List.of(),
                        List.of(),
                        like.layers().stream().map(layer -> layer.arn()).toList(),
                        Optional.empty(),
                        snapStart && tags.containsKey(OwnFunction.TAG)
                                ? new StartMode.SnapStart()
                                : new StartMode.OnDemand(),
                        Optional.of(like)))
                .build();
    }

    /** Returns the copy with the settings of the file in place of the deployed function's. */
    private static Deployment said(Deployment copy, FunctionSpec spec, FunctionSnapshot deployed) {
        CloudSettings cloud = spec.target().cloud();
        Deployment.Options own = options(cloud, Optional.of(deployed.configuration()));
        boolean saysMode =
                cloud.snapStart().isPresent() || cloud.provisionedConcurrency().isPresent();
        Deployment.Options options = new Deployment.Options(
                own.subnets(),
                own.securityGroups(),
                cloud.layers().isEmpty() ? copy.options().layers() : cloud.layers(),
                own.jsonLog(),
                saysMode ? own.mode() : copy.mode(),
                own.like());
        ConfigurationChange variables =
                ConfigurationChange.builder().environment(variables(spec)).build();
        return changed(copy, spec.said().and(variables))
                .role(spec.configuration().role().orElse(copy.role()))
                .options(options)
                .build();
    }

    /** Returns the deployment with a change applied; variables that the change does not name stay. */
    private static Deployment.Builder changed(Deployment from, ConfigurationChange change) {
        Map<String, String> environment = new HashMap<>(from.environment());
        environment.putAll(change.environment());
        return from.toBuilder()
                .runtime(change.runtime().orElse(from.runtime()))
                .handler(change.handler().orElse(from.handler()))
                .architecture(change.architecture().orElse(from.architecture()))
                .memoryMegabytes(change.memoryMegabytes().orElse(from.memoryMegabytes()))
                .timeoutSeconds(change.timeout()
                        .map(time -> Math.toIntExact(time.toSeconds()))
                        .orElse(from.timeoutSeconds()))
                .role(change.role().orElse(from.role()))
                .environment(environment);
    }

    /** Returns the function's variables, and those that its probe needs. */
    private static Map<String, String> variables(FunctionSpec spec) {
        Map<String, String> all = new HashMap<>(spec.configuration().environment());
        if (spec.configuration().probe()) {
            all.putAll(ProbedPackage.variables(spec.configuration().runtime()));
        }
        return all;
    }

    private static Deployment.Options options(CloudSettings cloud, Optional<FunctionConfiguration> like) {
        StartMode mode = cloud.provisionedConcurrency().isPresent()
                ? new StartMode.Provisioned(cloud.provisionedConcurrency().getAsInt())
                : cloud.snapStart().orElse(false) ? new StartMode.SnapStart() : new StartMode.OnDemand();
        return new Deployment.Options(
                cloud.subnets(), cloud.securityGroups(), cloud.layers(), cloud.jsonLog(), mode, like);
    }

    /** Publishes the local layers and returns the options with their ARNs. */
    private Deployment.Options withLocalLayers(Deployment.Options options, String function)
            throws CallException, InterruptedException {
        if (options.layers().stream().noneMatch(CloudSettings::isLocal)) {
            return options;
        }
        List<String> arns = new ArrayList<>();
        for (String layer : options.layers()) {
            arns.add(CloudSettings.isLocal(layer) ? publish(layer, function, arns.size() + 1) : layer);
        }
        return options.withLayers(Optional.of(arns));
    }

    private String publish(String layer, String function, int number) throws CallException, InterruptedException {
        try {
            return driver.publishLayer(
                    OwnFunction.PREFIX + function + "-layer-" + number, Packager.zip(Path.of(layer)));
        } catch (ArtifactException e) {
            throw new CallException(CallException.Kind.REFUSED, "layer " + e.getMessage(), e);
        }
    }

    private String name(FunctionSpec spec, String suffix) {
        return OwnFunction.PREFIX + spec.name() + "-" + settings.runId() + suffix;
    }

    private Map<String, String> tags(FunctionSpec spec, String arm) {
        return Map.of(
                OwnFunction.TAG, arm,
                OwnFunction.RUN, settings.runId(),
                OwnFunction.FUNCTION, spec.name(),
                OwnFunction.CREATED, clock.instant().toString());
    }
}
