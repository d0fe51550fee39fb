package io.coldgate.sample;

import io.coldgate.artifact.ArtifactFacts;
import io.coldgate.artifact.ExecutableFacts;
import io.coldgate.artifact.GoBuild;
import io.coldgate.artifact.ImageFacts;
import io.coldgate.artifact.LayerFacts;
import io.coldgate.fixture.Records;
import io.coldgate.fixture.ToolSeriesMaker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/** One record of every kind, with every field and with as few as possible. */
final class AllRecords {
    private AllRecords() {}

    static List<ResultsRecord> list() {
        Map<Metric, Double> values = new TreeMap<>();
        for (Metric metric : Metric.OF_STARTS) {
            values.put(metric, Metric.OF_STARTS.indexOf(metric) + 1e6);
        }
        values.put(Metric.INIT_CPU, 1234.5);
        Map<String, Double> phases = new LinkedHashMap<>();
        phases.put("unpack", 0.0);
        phases.put("sandbox", 2.0);
        phases.put("init", 3e15);
        Start full = Start.builder()
                .function("hello")
                .number(1)
                .atMillis(1_700_000_000_002L)
                .values(values)
                .waitNanos(OptionalDouble.of(17.25))
                .phases(phases)
                .proof("new process 7 of environment env-2, its first next seen by the server")
                .environment("env-2")
                .build();
        return List.of(
                new ResultsRecord.Run(RunHeader.builder()
                        .coldgateVersion("0.1.0")
                        .startedAtMillis(1_700_000_000_000L)
                        .platform("embedded")
                        .seed(-42)
                        .thresholdsFile("ci/thresholds.yaml")
                        .thresholdsSha256("0123456789abcdef")
                        .commit(Optional.of("89abcdef".repeat(5)))
                        .functions(List.of("hello", "lazy_init"))
                        .stale(Map.of("hello", "lib/ü \"quoted\".go"))
                        .maxSamples(OptionalInt.of(77))
                        .fingerprint(
                                new Fingerprint(Map.of("os", "Linux 6", "cores", "2", "quote\"\n", "\u2028 \u001b ü")))
                        .part(Optional.of(new BuildPart(
                                List.of("hello", "lazy_init", "fat"),
                                2,
                                4,
                                Optional.of("origin/main"),
                                List.of("thin"))))
                        .tools(Optional.of(List.of(
                                HeldResults.of(ToolSeriesMaker.broken()),
                                HeldResults.of(ToolSeriesMaker.clustered(1)),
                                HeldResults.of(ToolSeriesMaker.k6()))))
                        .build()),
                new ResultsRecord.Imported(
                        ToolResults.broken(ToolSeriesMaker.broken().source(), "no such \u0000 file")),
                imported().get(0),
                imported().get(1),
                imported().get(2),
                ToolResultsRecords.of(ToolSeriesMaker.k6()).get(0),
                ToolResultsRecords.of(ToolSeriesMaker.k6()).get(1),
                new ResultsRecord.Artifact(
                        "hello",
                        new ArtifactFacts(
                                        5_000_000_000L,
                                        Long.MAX_VALUE,
                                        3,
                                        List.of(Records.elf("bootstrap", true, false), script(), goProgram("server")))
                                .with(List.of(new LayerFacts("tools", 1, Long.MAX_VALUE)))),
                new ResultsRecord.Artifact(
                        "lazy_init",
                        new ArtifactFacts(
                                new ImageFacts(23_000_000, 127_000_000, 4, List.of("/app", "two words"), "x86_64"))),
                new ResultsRecord.Identical("hello", "sha256="),
                new ResultsRecord.Deployed("hello", "coldgate-hello-00c0ffee", "sha256="),
                new ResultsRecord.Discarded(Records.start("hello", 1, 1)),
                new ResultsRecord.Discarded(
                        Records.failed("lazy_init", 1, "Runtime.ExitError", "exit \u0000 status 1"), 1),
                new ResultsRecord.Sampled(full),
                new ResultsRecord.Sampled(Records.failed("hello", 2, "Sandbox.Timedout", "")),
                new ResultsRecord.Sampled(Records.failed(
                        "hello",
                        3,
                        new Failure(
                                "Runtime.ExitError",
                                "exit status 2",
                                "panic: no \u001b table",
                                List.of("panic: no \u001b table", "\t/src/main.go:7"),
                                Map.of(Metric.INIT_DURATION, 4e6, Metric.INIT_CPU, 1234.5)))),
                new ResultsRecord.Sampled(Start.builder()
                        .function("hello")
                        .number(4)
                        .atMillis(1_700_000_000_005L)
                        .values(values)
                        .proof("new process")
                        .environment("env-4")
                        .endedAfter("Runtime.ExitError")
                        .build()),
                new ResultsRecord.Sampled(Start.builder()
                        .function("hello")
                        .number(5)
                        .atMillis(1_700_000_000_006L)
                        .values(Map.of(Metric.INIT_DURATION, 1e6))
                        .waitNanos(OptionalDouble.empty())
                        .proof("new process")
                        .environment("env-5")
                        .payload(Optional.of(new DrawnPayload("small", 0.75)))
                        .missed(Map.of(Metric.WARM_DURATION, "warm invocation 2 of 20: it was \u001b cold"))
                        .initialised(Map.of(
                                Metric.of(new PackageSum("k8s.io/**", PackageSum.Amount.PACKAGES)),
                                List.of("k8s.io/api/core/v1")))
                        .build()),
                new ResultsRecord.Rejected("hello", 5, Rejection.WARM, "the environment had served before"),
                new ResultsRecord.Rejected("hello", 6, Rejection.THROTTLED, "429"),
                new ResultsRecord.Rejected("hello", 7, Rejection.CALL_FAILED, ""),
                new ResultsRecord.Discarded(Records.start("lazy_init", 2, 1), 2),
                new ResultsRecord.Sampled(Records.start("lazy_init", 5, 2), 4),
                new ResultsRecord.Rejected("lazy_init", 7, Rejection.COLLISION, "the environment had served before", 3),
                new ResultsRecord.SeriesEnded("hello", 8, Ending.COMPLETE, ""),
                new ResultsRecord.SeriesEnded("lazy_init", 9, Ending.COULD_NOT_MEASURE, "first\nsecond line"),
                new ResultsRecord.End(10, Ending.TIME_LIMIT, ""));
    }

    private static List<ResultsRecord> imported() {
        ToolResults all = ToolSeriesMaker.clustered(1.5, 2, Double.POSITIVE_INFINITY, 0);
        return ToolResultsRecords.of(all);
    }

    /** Without settings: a results file does not hold them. */
    static ExecutableFacts goProgram(String name) {
        return new ExecutableFacts(
                name,
                1000,
                ExecutableFacts.Format.ELF_PROGRAM,
                Optional.of("arm64"),
                true,
                true,
                Optional.empty(),
                List.of(),
                false,
                Optional.of(new GoBuild(
                        "go1.26.8",
                        Optional.of("example.com/app/cmd"),
                        Optional.of("example.com/app (devel)"),
                        Map.of(),
                        Map.of("example.com/lib", "v1.2.3 => ../lib", "example.com/a", "v1.0.0"))),
                Optional.empty());
    }

    private static ExecutableFacts script() {
        return new ExecutableFacts(
                "run.sh",
                12,
                ExecutableFacts.Format.SCRIPT,
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty());
    }
}
