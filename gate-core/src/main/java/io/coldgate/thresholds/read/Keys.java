package io.coldgate.thresholds.read;

import io.coldgate.sample.Metric;
import io.coldgate.sample.Tool;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.PlatformName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every key and word of the format. The schema has the same ones; a test compares. */
final class Keys {
    static final List<String> TOP = List.of("version", "description", "defaults", "functions", "results");

    /** Tools whose results are read, each a key of an entry of {@code results}. */
    static final List<String> TOOLS =
            Arrays.stream(Tool.values()).map(Tool::key).toList();

    /** Keys of an entry of {@code results}, besides its tool. */
    static final List<String> RESULTS = List.of("budgets", "page", "confidence", "on-inconclusive", "description");

    /** Keys of {@code defaults}, of a function, and of an entry of {@code platforms}. */
    static final List<String> COMMON = List.of(
            "build",
            "package",
            "runtime",
            "handler",
            "architecture",
            "memory",
            "timeout",
            "environment",
            "payload",
            "probe",
            "sampling",
            "confidence",
            "on-inconclusive",
            "budgets",
            "artifact",
            "baseline",
            "regression");

    /** What only a Lambda in a cloud has: not directly under {@code defaults}, not under {@code platforms.embedded}. */
    static final List<String> CLOUD = List.of(
            "role",
            "region",
            "vpc",
            "layers",
            "image",
            "snap-start",
            "provisioned-concurrency",
            "function",
            "log-format");

    static final List<String> VPC = List.of("subnets", "security-groups");
    static final List<String> DEPLOYED = List.of("name", "in-place");
    static final List<String> LOG_FORMATS = List.of("text", "json");

    static final List<String> DEFAULTS = with(COMMON, "platform", "platforms");
    static final List<String> FUNCTION = with(with(COMMON, "description", "platform", "platforms", "sources"), CLOUD);
    static final List<String> PLATFORM = with(COMMON, CLOUD);
    static final List<String> LOCALSTACK = with(PLATFORM, "endpoint");

    static final List<String> SAMPLING = List.of("max", "time-limit", "discard", "fan-out", "copies");
    static final List<String> CONFIDENCE = List.of("missed");
    static final List<String> CONFIDENCE_OF_DEFAULTS = List.of("false-alarm", "missed");
    static final List<String> ARTIFACT = List.of("zip", "unzipped", "files", "stripped", "static");

    /** What compares a function with another. */
    static final List<String> COMPARISON = List.of("baseline", "regression");

    /** Where a baseline's code comes from; at most one of them. */
    static final List<String> SOURCES = List.of("ref", "package", "alias", "version");

    /** Sources that name what is published on AWS. */
    static final List<String> PUBLISHED = List.of("alias", "version");

    static final List<String> BASELINE = with(SOURCES, "environment", "memory");

    static final List<String> PLATFORMS =
            Arrays.stream(PlatformName.values()).map(PlatformName::key).toList();
    static final List<String> METRICS =
            Arrays.stream(Metric.values()).map(Metric::key).toList();
    static final List<String> ON_INCONCLUSIVE = List.of("warn", "fail", "pass");
    static final List<String> ARCHITECTURES = List.of("x86_64", "arm64");

    /** Other people's words for the two architectures; by letters alone, amd64 would be taken for arm64. */
    static final Map<String, String> ARCHITECTURE_SYNONYMS =
            Map.of("amd64", "x86_64", "x64", "x86_64", "x86-64", "x86_64", "aarch64", "arm64");

    /** Quantile keys and their probabilities, in ascending order. */
    static final List<BudgetRule.Quantile> QUANTILES = List.of(
            new BudgetRule.Quantile("p50", 0.5),
            new BudgetRule.Quantile("p75", 0.75),
            new BudgetRule.Quantile("p90", 0.9),
            new BudgetRule.Quantile("p95", 0.95),
            new BudgetRule.Quantile("p99", 0.99),
            new BudgetRule.Quantile("p99.9", 0.999));

    static final List<String> QUANTILE_KEYS =
            QUANTILES.stream().map(BudgetRule.Quantile::key).toList();

    static final List<String> RULES =
            Stream.concat(QUANTILE_KEYS.stream(), Stream.of("max")).toList();

    /** Rules for results of other tools. */
    static final List<String> RESULT_RULES = with(RULES, "failed");

    /** Words for what has no valid test without assumptions on the tail. */
    static final List<String> MOMENTS = List.of("mean", "avg", "average", "stddev", "stdev", "sd", "std", "variance");

    /** Takes an inherited budget, or an inherited baseline, away. */
    static final String NONE = "none";

    /** Evidence of 10 000 : 1 is more than any cold start is worth. */
    static final double LEAST_PROBABILITY = 1e-4;

    /** One wrong verdict in five is no gate any more. */
    static final double MOST_PROBABILITY = 0.2;

    /** A function eleven times as slow as its baseline is another function. */
    static final double MOST_INCREASE = 10;

    private Keys() {}

    private static List<String> with(List<String> keys, String... more) {
        return with(keys, List.of(more));
    }

    private static List<String> with(List<String> keys, List<String> more) {
        List<String> all = new ArrayList<>(keys);
        all.addAll(more);
        return List.copyOf(all);
    }
}
