package io.coldgate.thresholds;

import com.google.auto.value.AutoBuilder;
import io.coldgate.thresholds.diagnostic.Location;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One function of the file, with the defaults and the chosen platform's overrides applied.
 *
 * @param name the key in the file: {@code [A-Za-z0-9_-]}, at most 40 characters
 * @param platform where it runs
 * @param build command to run before packaging, split as a POSIX shell would; run in the file's folder
 * @param packagePath the zip, or a folder or executable to zip; absolute, below the repository; empty only where the
 *     code is an image or a deployed function's
 * @param runtime Lambda's runtime identifier
 * @param handler Lambda's handler; {@code bootstrap} by default
 * @param architecture {@code x86_64} or {@code arm64}
 * @param memoryMegabytes memory setting, in units of 2^20 bytes
 * @param timeout the function's timeout, whole seconds
 * @param environment the user's variables
 * @param payload file with the event, absolute, below the repository; none means {@code {}}
 * @param role execution role's ARN, for AWS
 * @param probe whether the gate wraps the package with its probe, which measures where the platform does not
 * @param endpoint a LocalStack that runs already, on this machine
 * @param maxSamples cap on the samples; empty means each check's own default
 * @param timeLimit longest time to measure this function
 * @param discard starts after the deployment that are not counted
 * @param fanOut how many cold starts are taken together
 * @param missed probability to pass a check that is over its budget, per check: {@code confidence.missed}
 * @param onInconclusive what an inconclusive check does
 * @param budgets absolute limits, in the file's order
 * @param artifact limits on the package
 * @param baseline what the candidate is compared with
 * @param regressions relative limits, in the file's order; none without a baseline
 * @param sources globs of what it is built from, for {@code --changed-since}; none means that it is found out
 * @param cloud settings that only a Lambda in a cloud has
 * @param locations where each key of this function stands, by its path below the function ({@code package},
 *     {@code budgets.init_duration.p95}); the function itself is the empty path
 */
public record FunctionBudgets(
        String name,
        PlatformName platform,
        Optional<List<String>> build,
        Optional<Path> packagePath,
        String runtime,
        String handler,
        String architecture,
        int memoryMegabytes,
        Duration timeout,
        Map<String, String> environment,
        Optional<Path> payload,
        Optional<String> role,
        boolean probe,
        Optional<URI> endpoint,
        OptionalInt maxSamples,
        Duration timeLimit,
        int discard,
        FanOut fanOut,
        double missed,
        OnInconclusive onInconclusive,
        List<Budget> budgets,
        ArtifactBudget artifact,
        Optional<Baseline> baseline,
        List<RegressionBudget> regressions,
        List<SourcePattern> sources,
        CloudSettings cloud,
        Map<String, Location> locations) {
    /** Copies the collections. */
    public FunctionBudgets {
        sources = List.copyOf(sources);
        environment = Map.copyOf(environment);
        budgets = List.copyOf(budgets);
        regressions = List.copyOf(regressions);
        locations = Map.copyOf(locations);
    }

    /** The same, compared with something else. */
    public FunctionBudgets withBaseline(Baseline other) {
        return toBuilder().baseline(Optional.of(other)).create();
    }

    /**
     * The same with other settings, under another name, and with nothing to check.
     *
     * @param said keys of settings that count as said in the file from now on
     */
    public FunctionBudgets varied(
            String otherName,
            int otherMemory,
            String otherArchitecture,
            Map<String, String> otherEnvironment,
            Set<String> said) {
        Map<String, Location> all = new HashMap<>(locations);
        said.forEach(key -> all.putIfAbsent(key, locationOf(key)));
        return toBuilder()
                .name(otherName)
                .architecture(otherArchitecture)
                .memoryMegabytes(otherMemory)
                .environment(otherEnvironment)
                .budgets(List.of())
                .artifact(ArtifactBudget.NONE)
                .baseline(Optional.empty())
                .regressions(List.of())
                .locations(all)
                .create();
    }

    /** The same in that region. */
    public FunctionBudgets inRegion(String region) {
        return toBuilder().cloud(cloud.inRegion(region)).create();
    }

    /** Whether the file says something at the path or below it. */
    public boolean isSaid(String path) {
        return locations.keySet().stream().anyMatch(key -> key.equals(path) || key.startsWith(path + "."));
    }

    /** Where the key stands; the function itself when the key came from the defaults of the gate. */
    public Location locationOf(String path) {
        Location location = locations.get(path);
        return location != null ? location : java.util.Objects.requireNonNull(locations.get(""));
    }

    /** Returns a builder of which everything is to be set but what may be empty. */
    public static Builder builder() {
        return new AutoBuilder_FunctionBudgets_Builder();
    }

    /** Returns a builder with all that this one has. */
    public Builder toBuilder() {
        return new AutoBuilder_FunctionBudgets_Builder(this);
    }

    /** Sets components one by one; see {@link FunctionBudgets} for their meaning. */
    @AutoBuilder
    public interface Builder {
        Builder name(String name);

        Builder platform(PlatformName platform);

        Builder build(Optional<List<String>> build);

        Builder packagePath(Optional<Path> packagePath);

        Builder runtime(String runtime);

        Builder handler(String handler);

        Builder architecture(String architecture);

        Builder memoryMegabytes(int memoryMegabytes);

        Builder timeout(Duration timeout);

        Builder environment(Map<String, String> environment);

        Builder payload(Optional<Path> payload);

        Builder role(Optional<String> role);

        Builder probe(boolean probe);

        Builder endpoint(Optional<URI> endpoint);

        Builder maxSamples(OptionalInt maxSamples);

        Builder timeLimit(Duration timeLimit);

        Builder discard(int discard);

        Builder fanOut(FanOut fanOut);

        Builder missed(double missed);

        Builder onInconclusive(OnInconclusive onInconclusive);

        Builder budgets(List<Budget> budgets);

        Builder artifact(ArtifactBudget artifact);

        Builder baseline(Optional<Baseline> baseline);

        Builder regressions(List<RegressionBudget> regressions);

        Builder sources(List<SourcePattern> sources);

        Builder cloud(CloudSettings cloud);

        Builder locations(Map<String, Location> locations);

        /** Returns the function; {@code build} is one of its components. */
        FunctionBudgets create();
    }
}
