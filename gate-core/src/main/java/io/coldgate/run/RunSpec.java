package io.coldgate.run;

import com.google.auto.value.AutoBuilder;
import io.coldgate.sample.RunKind;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The specification of a run, apart from the functions it measures.
 *
 * @param kind the purpose of its records
 * @param seed seed of the order of the starts
 * @param timeLimit replaces every function's own time limit
 * @param maxSamples the cap that replaced the file's; the results file records it
 * @param output folder of the run's files; empty for the default beside the thresholds file
 * @param target where it measures; empty when it measures nothing
 * @param facts facts for the results file, in addition to those of the host
 * @param options words of the command line that repeat the run; the results file records them
 * @param explain what is explained when every check is decided
 * @param clock gives the current date
 */
public record RunSpec(
        RunKind kind,
        long seed,
        Optional<Duration> timeLimit,
        Optional<Integer> maxSamples,
        Optional<Path> output,
        Optional<RunTarget> target,
        Map<String, String> facts,
        List<String> options,
        ExplainChoice explain,
        Clock clock) {
    /** Copies the collections. */
    public RunSpec {
        facts = Map.copyOf(facts);
        options = List.copyOf(options);
    }

    /** Returns a builder of a run that explains nothing; its kind and seed must be set. */
    public static Builder builder() {
        return new AutoBuilder_RunSpec_Builder()
                .facts(Map.of())
                .options(List.of())
                .explain(ExplainChoice.NONE)
                .clock(Clock.systemUTC());
    }

    /** Sets components one by one; see {@link RunSpec} for their meaning. */
    @AutoBuilder
    public interface Builder {
        Builder kind(RunKind kind);

        Builder seed(long seed);

        Builder timeLimit(Optional<Duration> timeLimit);

        Builder maxSamples(Optional<Integer> maxSamples);

        Builder output(Optional<Path> output);

        Builder target(Optional<RunTarget> target);

        Builder facts(Map<String, String> facts);

        Builder options(List<String> options);

        Builder explain(ExplainChoice explain);

        Builder clock(Clock clock);

        RunSpec build();
    }
}
