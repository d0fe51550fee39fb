package io.coldgate.run;

import com.google.auto.value.AutoBuilder;
import io.coldgate.thresholds.FanOut;
import io.coldgate.thresholds.PlatformName;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The options of a gate; every option has a default.
 *
 * @param file the thresholds file
 * @param platform where all functions run, whatever the file says
 * @param endpoint the address of a running LocalStack, or of a compatible service
 * @param functions patterns of the functions to measure, such as {@code checkout-*}; empty for all
 * @param changedSince measures only the functions that a change since this git ref touches
 * @param shard measures only this part of the functions
 * @param resultsOnly judges only the results of other tools
 * @param noResults measures only the functions
 * @param maxSamples replaces the file's cap on the samples of every function; at least 1
 * @param fanOut cold starts of every function that are taken together after one update, 1 to {@value FanOut#MOST}
 * @param timeLimit the time from the run's first start until measuring ends; checks still open are inconclusive
 * @param seed seed of the order of the functions; empty for a random one
 * @param output folder for the run's files; empty for {@link UsualFolder#of(Path)} of the thresholds file
 * @param accept a file of accepted exceptions in addition to those of the thresholds file
 * @param explain which functions are explained when every check is decided
 * @param clock gives the current date
 */
public record GateOptions(
        Path file,
        Optional<PlatformName> platform,
        Optional<URI> endpoint,
        List<String> functions,
        Optional<String> changedSince,
        Optional<Shard> shard,
        boolean resultsOnly,
        boolean noResults,
        Optional<Integer> maxSamples,
        Optional<Integer> fanOut,
        Optional<Duration> timeLimit,
        Optional<Long> seed,
        Optional<Path> output,
        Optional<Path> accept,
        ExplainChoice explain,
        Clock clock) {
    /** The exclusive upper bound of random seeds: short enough to be typed again. */
    private static final int SEEDS = 1_000_000;

    /** Copies the list, and refuses options that exclude each other or are out of range. */
    public GateOptions {
        functions = List.copyOf(functions);
        maxSamples.filter(most -> most < 1).ifPresent(most -> {
            throw new IllegalArgumentException("--max-samples is at least 1: " + most);
        });
        fanOut.filter(width -> width < 1 || width > FanOut.MOST).ifPresent(width -> {
            throw new IllegalArgumentException("--fan-out: " + width + ": must be between 1 and " + FanOut.MOST);
        });
        if (resultsOnly && (noResults || !functions.isEmpty())) {
            throw new IllegalArgumentException(
                    "--results-only excludes --no-results and --function: it measures no function");
        }
    }

    /** Returns options with nothing but defaults: all of {@code thresholds.yaml} in the current folder. */
    public static Builder builder() {
        return new AutoBuilder_GateOptions_Builder()
                .file(Path.of(ThresholdsFile.NAME))
                .functions(List.of())
                .resultsOnly(false)
                .noResults(false)
                .explain(ExplainChoice.USUAL)
                .clock(Clock.systemUTC());
    }

    /** Returns a builder with these options. */
    public Builder toBuilder() {
        return new AutoBuilder_GateOptions_Builder(this);
    }

    /**
     * Returns the words of the command line that repeat the run and that its results file does not keep elsewhere. An
     * endpoint and a folder are left out: they belong to this machine and may be private.
     */
    List<String> words() {
        List<String> words = new ArrayList<>();
        functions.forEach(pattern -> words.addAll(List.of("--function", pattern)));
        if (noResults) {
            words.add("--no-results");
        }
        fanOut.ifPresent(width -> words.addAll(List.of("--fan-out", String.valueOf(width))));
        timeLimit.ifPresent(limit -> words.addAll(List.of("--time-limit", limit.toMillis() + "ms")));
        explain.when().ifPresent(when -> words.addAll(List.of("--explain", when.key())));
        return words;
    }

    /** Returns the seed, or draws one. */
    public long seedOrRandom() {
        return seed.orElseGet(GateOptions::randomSeed);
    }

    /** Draws a seed that is short enough to be typed again. */
    public static long randomSeed() {
        return new SecureRandom().nextInt(SEEDS);
    }

    /** Sets options one by one; see {@link GateOptions} for their meaning. */
    @AutoBuilder
    public interface Builder {
        Builder file(Path file);

        Builder platform(PlatformName platform);

        Builder platform(Optional<PlatformName> platform);

        Builder endpoint(URI endpoint);

        Builder endpoint(Optional<URI> endpoint);

        Builder functions(List<String> patterns);

        Builder changedSince(String ref);

        Builder changedSince(Optional<String> ref);

        Builder shard(Shard shard);

        Builder shard(Optional<Shard> shard);

        Builder resultsOnly(boolean resultsOnly);

        Builder noResults(boolean noResults);

        Builder maxSamples(int maxSamples);

        Builder maxSamples(Optional<Integer> maxSamples);

        Builder fanOut(int fanOut);

        Builder fanOut(Optional<Integer> fanOut);

        Builder timeLimit(Duration timeLimit);

        Builder timeLimit(Optional<Duration> timeLimit);

        Builder seed(long seed);

        Builder seed(Optional<Long> seed);

        Builder output(Path output);

        Builder output(Optional<Path> output);

        Builder accept(Path accept);

        Builder accept(Optional<Path> accept);

        Builder explain(ExplainChoice explain);

        Builder clock(Clock clock);

        GateOptions build();
    }
}
