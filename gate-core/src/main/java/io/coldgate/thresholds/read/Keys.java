package io.coldgate.thresholds.read;

import io.coldgate.sample.Metric;
import io.coldgate.sample.Tool;
import io.coldgate.thresholds.ArtifactBudget;
import io.coldgate.thresholds.Baseline;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.CloudSettings;
import io.coldgate.thresholds.Comparison;
import io.coldgate.thresholds.Configuration;
import io.coldgate.thresholds.Invocations;
import io.coldgate.thresholds.Key;
import io.coldgate.thresholds.Limits;
import io.coldgate.thresholds.OwnMetric;
import io.coldgate.thresholds.Payload;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.Sampling;
import io.coldgate.thresholds.Source;
import io.coldgate.thresholds.Target;
import io.coldgate.thresholds.Watch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Every key and word of the format. The schema has the same ones; a test compares them. */
final class Keys {
    static final List<String> TOP = List.of("version", "description", "defaults", "functions", "results", "accept");

    /** Keys of an entry of {@code accept}. */
    static final List<String> ACCEPT = List.of("function", "check", "platform", "reason", "owner", "until");

    /** Tools whose results are read, each a key of an entry of {@code results}. */
    static final List<String> TOOLS =
            Arrays.stream(Tool.values()).map(Tool::key).toList();

    /** Keys of an entry of {@code results}, besides its tool. */
    static final List<String> RESULTS =
            List.of("budgets", "baseline", "regression", "page", "confidence", "on-inconclusive", "description");

    /** Keys of {@code defaults}, of a function, and of an entry of {@code platforms}. */
    static final List<String> COMMON = with(
            with(names(Source.BUILD, Source.PACKAGE), ConfigurationReader.KEYS),
            names(
                    Configuration.ENVIRONMENT,
                    Configuration.PAYLOAD,
                    Invocations.WARM,
                    Invocations.WARM_UP,
                    Sampling.KEY,
                    Limits.CONFIDENCE,
                    Limits.ON_INCONCLUSIVE,
                    Limits.BUDGETS,
                    ArtifactBudget.KEY,
                    Limits.PACKAGES,
                    Baseline.KEY,
                    Comparison.REGRESSION,
                    Watch.KEY,
                    Watch.ACTIONS));

    /**
     * Settings of a Lambda in a cloud. They are not allowed directly under {@code defaults}, and under
     * {@code platforms.embedded} only if {@link #EMBEDDED} has them too.
     */
    static final List<String> CLOUD = with(CloudReader.KEYS, names(CloudSettings.VPC, CloudSettings.LAYERS));

    /** Keys of a {@code package} that is not a path. */
    static final List<String> PACKAGE = names(CloudSettings.IMAGE);

    static final List<String> VPC = names(CloudSettings.SUBNETS, CloudSettings.SECURITY_GROUPS);
    static final List<String> DEPLOYED = List.of("name", "in-place");
    static final List<String> LOG_FORMATS = List.of("text", "json");

    static final List<String> DEFAULTS =
            with(COMMON, Target.PLATFORM.name(), Target.PLATFORMS.name(), OwnMetric.KEY.name());
    static final List<String> FUNCTION = with(
            with(
                    COMMON,
                    "description",
                    Target.PLATFORM.name(),
                    Target.PLATFORMS.name(),
                    Source.SOURCES.name(),
                    OwnMetric.KEY.name(),
                    Payload.KEY.name()),
            CLOUD);
    static final List<String> PLATFORM = with(COMMON, CLOUD);
    static final List<String> EMBEDDED = with(COMMON, names(CloudSettings.IMAGE, CloudSettings.LAYERS));
    static final List<String> LOCALSTACK = with(PLATFORM, Target.ENDPOINT.name());

    /** Settings that compare a function with another. */
    static final List<String> COMPARISON = names(Baseline.KEY, Comparison.REGRESSION);

    /** The sources of a baseline's code; at most one may be given. */
    static final List<String> SOURCES =
            names(Baseline.REF, Baseline.PACKAGE, Baseline.IMAGE, Baseline.ALIAS, Baseline.VERSION);

    static final List<String> BASELINE = with(
            SOURCES,
            names(
                    Baseline.BUILD,
                    Baseline.ENVIRONMENT,
                    Baseline.MEMORY,
                    Baseline.ARCHITECTURE,
                    Baseline.ROLE,
                    Baseline.LAYERS));

    static final List<String> PLATFORMS =
            Arrays.stream(PlatformName.values()).map(PlatformName::key).toList();
    static final List<String> METRICS =
            Metric.OF_STARTS.stream().map(Metric::key).toList();

    /** Quantile keys and their probabilities, in ascending order. */
    static final List<BudgetRule.Quantile> QUANTILES = List.of(
            new BudgetRule.Quantile("p50", 0.5),
            new BudgetRule.Quantile("p75", 0.75),
            new BudgetRule.Quantile("p90", 0.9),
            new BudgetRule.Quantile("p95", 0.95),
            new BudgetRule.Quantile("p99", 0.99),
            new BudgetRule.Quantile("p99.9", 0.999));

    /** The default quantile of a limit. */
    static final BudgetRule.Quantile MEDIAN = QUANTILES.get(0);

    static final List<String> QUANTILE_KEYS =
            QUANTILES.stream().map(BudgetRule.Quantile::key).toList();

    static final List<String> RULES =
            Stream.concat(QUANTILE_KEYS.stream(), Stream.of("max")).toList();

    /** Rules for results of other tools. */
    static final List<String> RESULT_RULES = with(RULES, "failed");

    /** Names of statistics that have no valid test without assumptions on the tail. */
    static final List<String> MOMENTS = List.of("mean", "avg", "average", "stddev", "stdev", "sd", "std", "variance");

    /** Removes an inherited budget or baseline. */
    static final String NONE = "none";

    /** The largest probability of error: a gate that is wrong in one of five cases is useless. */
    static final double MOST_PROBABILITY = 0.2;

    /** The largest increase: a function eleven times as slow as its baseline is a different function. */
    static final double MOST_INCREASE = 10;

    private Keys() {}

    private static List<String> names(Key<?>... keys) {
        return Stream.of(keys).map(Key::name).toList();
    }

    private static List<String> with(List<String> keys, String... more) {
        return with(keys, List.of(more));
    }

    private static List<String> with(List<String> keys, List<String> more) {
        List<String> all = new ArrayList<>(keys);
        all.addAll(more);
        return List.copyOf(all);
    }
}
