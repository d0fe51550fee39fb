package io.coldgate.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.build.BaselinePackage;
import io.coldgate.build.Candidate;
import io.coldgate.build.Event;
import io.coldgate.build.Progress;
import io.coldgate.deploy.CleanUpNote;
import io.coldgate.deploy.ExplainSettings;
import io.coldgate.deploy.RunSettings;
import io.coldgate.fixture.FakeLambda;
import io.coldgate.fixture.FakePacing;
import io.coldgate.fixture.FakePlatform;
import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.gate.GatePlan;
import io.coldgate.gate.SeriesTally;
import io.coldgate.lambda.Code;
import io.coldgate.sample.ResultsReader;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.ResultsWriter;
import io.coldgate.thresholds.ConfigurationChange;
import io.coldgate.thresholds.FunctionSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs of functions on a Lambda that does what a test says. */
abstract class MeasuringFixture {
    static final String ONE = """
            hello:
              package: hello.zip
              environment: { GOGC: "200" }
              sampling: { max: 12, time-limit: 10m }
              budgets: { init_duration: { max: 20ms } }
            """;
    static final String TWO = ONE + ONE.replace("hello", "other");
    static final long MILLI = 1_000_000;

    @TempDir
    Path folder;

    final FakeLambda lambda = new FakeLambda();
    final FakePacing pacing = new FakePacing();
    final StopSignal stop = new StopSignal();
    final List<String> steps = new ArrayList<>();

    /** Sees each record when it was written. */
    Consumer<ResultsRecord> watcher = entry -> {};

    Optional<Duration> timeLimit = Optional.empty();
    ExplainSettings explain = ExplainSettings.NEVER;
    byte[] code = {1};
    long seed = 1;
    GateEvaluation build;

    @AfterEach
    void noInterruptIsLeftToTheNextTest() {
        assertThat(Thread.interrupted()).isFalse();
    }

    Path results() {
        return folder.resolve("results.jsonl");
    }

    List<String> run(String functions) throws IOException {
        return run(functions, results());
    }

    List<String> run(String functions, Path file) throws IOException {
        try (ResultsWriter writer = ResultsWriter.create(file)) {
            return run(functions, writer);
        }
    }

    /** Runs to the end; gives what was said of the cleaning up. */
    List<String> run(String functions, ResultsWriter writer) throws IOException {
        GatePlan plan = Plans.plan(folder, functions);
        build = new GateEvaluation(plan);
        List<Candidate> candidates = plan.functions().stream()
                .map(function -> new Candidate(
                        function,
                        code,
                        Records.facts(1000, Records.elf("bootstrap", true, true)),
                        List.of(Event.only("{\"event\":1}".getBytes(StandardCharsets.UTF_8))),
                        baseline(function.spec())))
                .toList();
        RunContext context = new RunContext(
                new FakePlatform(lambda),
                new RunSettings(seed, timeLimit, "cafe0000", explain),
                new Watcher(),
                stop,
                pacing,
                Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC));
        return new MeasuringRun(context, build, writer)
                .run(Records.run().header(), candidates).stream()
                        .map(CleanUpNote::text)
                        .toList();
    }

    private static Optional<BaselinePackage> baseline(FunctionSpec function) {
        return function.comparison()
                .baseline()
                .map(baseline -> new BaselinePackage(
                        Optional.of(new Code.Zip(new byte[] {2})),
                        Optional.empty(),
                        ConfigurationChange.builder()
                                .environment(baseline.change().environment())
                                .memoryMegabytes(OptionalInt.of(512))
                                .build()));
    }

    private final class Watcher implements Progress {
        @Override
        public void step(String what) {
            steps.add(what);
        }

        @Override
        public void recorded(ResultsRecord entry, GateEvaluation build) {
            watcher.accept(entry);
        }

        @Override
        public void finished() {
            steps.add("finished");
        }
    }

    List<ResultsRecord> records() {
        List<ResultsRecord> records = new ArrayList<>();
        try {
            new ResultsReader("r").read(results(), records::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return records;
    }

    <T extends ResultsRecord> List<T> records(Class<T> type) {
        return records().stream().filter(type::isInstance).map(type::cast).toList();
    }

    SeriesTally tally(String function) {
        return build.series(function);
    }

    CheckResult onlyResult(String function) {
        List<CheckResult> results = tally(function).results();
        assertThat(results).hasSize(1);
        return results.get(0);
    }
}
