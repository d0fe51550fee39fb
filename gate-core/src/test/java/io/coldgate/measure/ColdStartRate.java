package io.coldgate.measure;

import io.coldgate.build.Candidate;
import io.coldgate.build.Progress;
import io.coldgate.deploy.RunSettings;
import io.coldgate.embedded.Settings;
import io.coldgate.embedded.model.ModelSettings;
import io.coldgate.fixture.Functions;
import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.gate.GatePlan;
import io.coldgate.gate.SeriesTally;
import io.coldgate.lambda.CallException;
import io.coldgate.lambda.ControlPlaneLimits;
import io.coldgate.lambda.Deployment;
import io.coldgate.lambda.LambdaDriver;
import io.coldgate.platform.ColdStartProof;
import io.coldgate.platform.EmbeddedPlatform;
import io.coldgate.platform.Platform;
import io.coldgate.sample.Metric;
import io.coldgate.sample.Rejection;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.ResultsWriter;
import io.coldgate.sample.Start;
import io.coldgate.stats.Quantiles;
import io.coldgate.unit.Pacing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Proven cold starts a minute by strategy, on the embedded Lambda with AWS's control plane as its model: updates of
 * 1.75 s with a jitter of 10 %, 15 calls a second, GetFunction 100. Not a test: {@code ci/bench-fan-out} runs it.
 * Arguments: a package, seconds for each strategy.
 */
public final class ColdStartRate {
    private static final byte[] EVENT = "{}".getBytes(StandardCharsets.UTF_8);
    private static final double MILLI = 1e6;

    /** What AWS's power tuning does for each cold start: a version of its own. */
    private static final String VERSIONS = "a version per start";

    /** Fan-out and copies of each strategy of the gate. */
    private static final List<int[]> OURS = List.of(
            new int[] {1, 1}, new int[] {1, 4}, new int[] {10, 1}, new int[] {20, 1}, new int[] {50, 1}, new int[] {
                10, 4
            });

    /** What one strategy gave. */
    private record Rate(String strategy, int proven, double seconds, int collisions, int others, List<Start> starts) {
        double perMinute() {
            return 60 * proven / seconds;
        }
    }

    private ColdStartRate() {}

    public static void main(String[] arguments) throws Exception {
        byte[] zip = Files.readAllBytes(Path.of(arguments[0]));
        int seconds = Integer.parseInt(arguments[1]);
        List<Rate> rates = new ArrayList<>();
        rates.add(versionPerStart(zip, seconds));
        print(rates.get(0), rates.get(0));
        for (int[] way : OURS) {
            Rate rate = gate(zip, seconds, way[0], way[1]);
            rates.add(rate);
            print(rate, rates.get(0));
        }
    }

    private static EmbeddedPlatform platform() throws Exception {
        Settings aws = Settings.aws().toBuilder()
                .model(ModelSettings.aws().toBuilder().measurementsHeader(true).build())
                .build();
        return EmbeddedPlatform.start(aws.toBuilder().port(0).build(), ControlPlaneLimits.AWS);
    }

    private static void print(Rate rate, Rate reference) {
        double[] init = rate.starts().stream()
                .filter(start -> start.failure().isEmpty())
                .mapToDouble(start -> start.value(Metric.INIT_DURATION).orElse(Double.NaN))
                .sorted()
                .toArray();
        String figures = init.length == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "  init p50 %6.2f ms, p95 %6.2f ms",
                        Quantiles.nearestRank(init, .5) / MILLI,
                        Quantiles.nearestRank(init, .95) / MILLI);
        System.out.printf(
                Locale.ROOT,
                "%-28s %5d in %4.0f s  %7.1f a minute  %5.1fx  %3d collisions, %d others%s%n",
                rate.strategy(),
                rate.proven(),
                rate.seconds(),
                rate.perMinute(),
                rate.perMinute() / reference.perMinute(),
                rate.collisions(),
                rate.others(),
                figures);
    }

    /**
     * Generous to it: the invocations run beside the next update, and nothing is cleaned up in the time that counts.
     */
    private static Rate versionPerStart(byte[] zip, int seconds) throws Exception {
        ExecutorService invoking = Executors.newCachedThreadPool();
        try (EmbeddedPlatform platform = platform()) {
            LambdaDriver driver =
                    new LambdaDriver(platform.client(), ControlPlaneLimits.AWS, Pacing.SYSTEM, new SplittableRandom(1));
            Deployment hello = Functions.deployment("versions", zip, platform.defaultRole());
            driver.deploy(hello);
            AtomicInteger proven = new AtomicInteger();
            AtomicInteger others = new AtomicInteger();
            long began = System.nanoTime();
            long end = began + TimeUnit.SECONDS.toNanos(seconds);
            for (int i = 1; System.nanoTime() < end; i++) {
                String alias = "start-" + i;
                driver.forceCold(hello, "n-" + i);
                String version = platform.client()
                        .publishVersion(r -> r.functionName("versions"))
                        .version();
                platform.client()
                        .createAlias(r -> r.functionName("versions").name(alias).functionVersion(version));
                invoking.execute(() -> count(driver, platform, "versions:" + alias, proven, others));
            }
            invoking.shutdown();
            invoking.awaitTermination(1, TimeUnit.MINUTES);
            return new Rate(VERSIONS, proven.get(), since(began), 0, others.get(), List.of());
        }
    }

    private static void count(
            LambdaDriver driver, Platform platform, String name, AtomicInteger proven, AtomicInteger others) {
        try {
            boolean cold = platform.read(driver.invoke(name, EVENT)) instanceof ColdStartProof.Cold;
            (cold ? proven : others).incrementAndGet();
        } catch (CallException | InterruptedException e) {
            others.incrementAndGet();
        }
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static Rate gate(byte[] zip, int seconds, int fanOut, int copies) throws Exception {
        Path folder = Files.createTempDirectory("coldgate-rate");
        GatePlan plan = Plans.plan(folder, """
                hello:
                  package: hello.zip
                  architecture: %s
                  sampling: { max: 100000, fan-out: %d, copies: %d, time-limit: %ds }
                  budgets: { init_duration: { max: 60s } }
                """.formatted(Plans.HOST_ARCHITECTURE, fanOut, copies, seconds));
        GateEvaluation build = new GateEvaluation(plan);
        Stopwatch watch = new Stopwatch();
        List<Candidate> candidates =
                List.of(new Candidate(plan.functions().get(0), zip, Records.facts(zip.length), EVENT));
        try (EmbeddedPlatform platform = platform();
                ResultsWriter writer = ResultsWriter.create(folder.resolve("results.jsonl"))) {
            RunContext context = new RunContext(
                    platform,
                    new RunSettings(1, Optional.of(Duration.ofSeconds(seconds)), "cafe0000"),
                    watch,
                    new StopSignal(),
                    Pacing.SYSTEM,
                    Clock.systemUTC());
            new MeasuringRun(context, build, writer).run(Records.run("hello").header(), candidates);
        }
        SeriesTally tally = build.series("hello");
        int collisions = tally.rejections(Rejection.COLLISION);
        String name = (fanOut == 1 ? "an update per start" : "fan-out " + fanOut)
                + (copies == 1 ? "" : ", " + copies + " copies");
        return new Rate(
                name,
                tally.coldStarts(),
                watch.seconds,
                collisions,
                tally.rejections() - collisions,
                Collections.unmodifiableList(new ArrayList<>(tally.starts())));
    }

    /** From the last deployment to the end of the series. */
    private static final class Stopwatch implements Progress {
        private long began = System.nanoTime();
        private double seconds;

        @Override
        public void step(String what) {}

        @Override
        public void recorded(ResultsRecord entry, GateEvaluation build) {
            if (entry instanceof ResultsRecord.Deployed) {
                began = System.nanoTime();
            } else if (entry instanceof ResultsRecord.SeriesEnded) {
                seconds = since(began);
            }
        }

        @Override
        public void finished() {}
    }
}
