package io.coldgate.report.html;

import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.gate.Build;
import io.coldgate.report.Judgement;
import io.coldgate.sample.Arm;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Metric;
import io.coldgate.sample.Rejection;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.Start;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

/** Builds for the page. */
final class Pages {
    private static final double MILLI = 1e6;
    private static final double MEGA = 1 << 20;

    private Pages() {}

    /** A function with a few starts, one of them failed, and one that is compared with its baseline. */
    static Judgement small(Path folder) {
        Build build = new Build(Plans.plan(folder, """
                checkout:
                  package: a.zip
                  budgets: { init_duration: { p50: 20ms }, max_memory: { max: 12MB } }
                  artifact: { zip: 1MB, stripped: true }
                search:
                  package: a.zip
                  baseline: { environment: { GOGC: "200" } }
                  regression: { init_duration: { p50: +10% } }
                """));
        build.accept(Records.run("checkout", "search"));
        build.accept(
                new ResultsRecord.Artifact("checkout", Records.facts(2_000_000, Records.elf("bootstrap", true, false))));
        build.accept(new ResultsRecord.Deployed("checkout", "coldgate-checkout-1", "sha"));
        build.accept(new ResultsRecord.Discarded(Records.start("checkout", 1, 9 * MILLI)));
        build.accept(new ResultsRecord.Rejected("checkout", 1, Rejection.WARM, ""));
        for (int i = 1; i <= 8; i++) {
            build.accept(new ResultsRecord.Sampled(start("checkout", Arm.CANDIDATE, 0, i, (4 + i % 3 / 2.0) * MILLI)));
        }
        build.accept(
                new ResultsRecord.Sampled(Records.failed("checkout", 9, "Runtime.ExitError", "exit status 1")));
        build.accept(new ResultsRecord.SeriesEnded("checkout", 1, Ending.TIME_LIMIT, "the time limit of 10s came first"));
        for (int i = 1; i <= 12; i++) {
            build.accept(new ResultsRecord.Sampled(start("search", Arm.BASELINE, i, i, (8 + i % 4 / 4.0) * MILLI)));
            build.accept(new ResultsRecord.Sampled(start("search", Arm.CANDIDATE, i, i, (12 + i % 5 / 4.0) * MILLI)));
        }
        build.accept(new ResultsRecord.SeriesEnded("search", 1, Ending.COMPLETE, ""));
        build.accept(new ResultsRecord.End(9, Ending.TIME_LIMIT, ""));
        return Judgement.of(build);
    }

    /** As many functions, each with that many starts of two metrics, a few of them far out. */
    static Judgement large(Path folder, int functions, int starts) {
        StringBuilder yaml = new StringBuilder();
        String[] names = new String[functions];
        for (int f = 0; f < functions; f++) {
            names[f] = "function-" + f;
            yaml.append(names[f])
                    .append(": { package: a.zip, sampling: { max: ")
                    .append(starts)
                    .append(" }, budgets: { init_duration: { max: 30s }, max_memory: { max: 1GB } } }\n");
        }
        Build build = new Build(Plans.plan(folder, yaml.toString()));
        build.accept(Records.run(names));
        Random random = new Random(5);
        for (String name : names) {
            for (int i = 1; i <= starts; i++) {
                double tail = i % 97 == 0 ? 40 : 1;
                build.accept(new ResultsRecord.Sampled(
                        start(name, Arm.CANDIDATE, 0, i, tail * Math.exp(random.nextGaussian() / 4) * 40 * MILLI)));
            }
            build.accept(new ResultsRecord.SeriesEnded(name, 1, Ending.COMPLETE, ""));
        }
        build.accept(new ResultsRecord.End(9, Ending.COMPLETE, ""));
        return Judgement.of(build);
    }

    private static Start start(String function, Arm arm, int round, int number, double initNanos) {
        Map<String, Double> phases = new LinkedHashMap<>();
        phases.put("unpack", 0.0);
        phases.put("sandbox", 2 * MILLI);
        phases.put("init", initNanos);
        phases.put("handler", .5 * MILLI);
        Map<Metric, Double> values = Map.of(
                Metric.INIT_DURATION, initNanos,
                Metric.INIT_CPU, initNanos / 2,
                Metric.MAX_MEMORY, (10 + number % 3) * MEGA);
        return new Start(
                function,
                arm,
                round,
                number,
                1_700_000_000_000L + number,
                values,
                OptionalDouble.of(.1 * MILLI),
                phases,
                "new process",
                "env-" + arm + number,
                Optional.empty());
    }
}
