package io.coldgate.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/**
 * Runs all benchmarks into one JMH JSON file for the gate: {@code BenchmarkRun [--quick] FILE}. Each benchmark's own
 * settings give enough samples for a p50, and those of starts enough for a p95. {@code --quick} measures hot paths for
 * a shorter time and starts each Java handler only 12 times, enough for a p50.
 */
public final class BenchmarkRun {
    private static final String HOT_PATHS = "(Decision|Report|RuntimeApi)Benchmark";
    private static final String STARTS = "SpawnBenchmark";
    private static final String JAVA_STARTS = "JavaColdStartBenchmark";

    /** Ten is the least number of samples from which a p50 can be decided; two more leave room for an outlier. */
    private static final int QUICK_FORKS = 12;

    private static final TimeValue QUICK_ITERATION = TimeValue.milliseconds(100);

    private BenchmarkRun() {}

    /** Runs the benchmarks and prints the ratios of paired ones. */
    public static void main(String... arguments) throws RunnerException, IOException {
        List<String> given = new ArrayList<>(List.of(arguments));
        boolean quick = given.remove("--quick");
        if (given.size() != 1) {
            System.err.println("BenchmarkRun [--quick] FILE");
            System.exit(2);
        }
        Path file = Path.of(given.get(0)).toAbsolutePath();
        Files.deleteIfExists(file);

        Collection<RunResult> results = new ArrayList<>();
        results.addAll(new Runner(hotPaths(quick).build()).run());
        results.addAll(new Runner(options(STARTS).build()).run());
        ChainedOptionsBuilder javaStarts = options(JAVA_STARTS);
        results.addAll(new Runner((quick ? javaStarts.forks(QUICK_FORKS) : javaStarts).build()).run());

        write(results, file);
        Statistics spawns = Objects.requireNonNull(find(results, "SpawnBenchmark.pair")
                        .getSecondaryResults()
                        .get("ratio"))
                .getStatistics();
        say("cold Invoke / bare spawn, in pairs", spawns.getPercentile(50), spawns);
        Statistics eager = primary(results, "JavaColdStartBenchmark.eager");
        Statistics lazy = primary(results, "JavaColdStartBenchmark.lazy");
        say("Java handler, eager / lazy, of the medians", eager.getPercentile(50) / lazy.getPercentile(50), lazy);
    }

    private static ChainedOptionsBuilder options(String include) {
        // A benchmark that fails ends the run: a file without its results would look like a successful run.
        return new OptionsBuilder().include(include).shouldFailOnError(true);
    }

    private static ChainedOptionsBuilder hotPaths(boolean quick) {
        ChainedOptionsBuilder options = options(HOT_PATHS);
        return quick ? options.warmupTime(QUICK_ITERATION).measurementTime(QUICK_ITERATION) : options;
    }

    private static void write(Collection<RunResult> results, Path file) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
        }
    }

    private static void say(String what, double ratio, Statistics of) {
        System.out.printf(Locale.ROOT, "%s: %.2f (p50, n = %d)%n", what, ratio, of.getN());
    }

    private static Statistics primary(Collection<RunResult> results, String name) {
        return find(results, name).getPrimaryResult().getStatistics();
    }

    private static RunResult find(Collection<RunResult> results, String name) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " was not run"));
    }
}
