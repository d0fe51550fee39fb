package io.coldgate.report;

import io.coldgate.explain.Advice;
import io.coldgate.explain.ArmProfile;
import io.coldgate.explain.Estimate;
import io.coldgate.explain.Explanation;
import io.coldgate.explain.Explanations;
import io.coldgate.explain.GrownPhase;
import io.coldgate.explain.PackageCost;
import io.coldgate.explain.PhaseShare;
import io.coldgate.explain.Slower;
import io.coldgate.explain.VariableTrial;
import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.sample.Arm;
import io.coldgate.sample.ArmBuild;
import io.coldgate.sample.Ending;
import io.coldgate.sample.ExplainedStart;
import io.coldgate.sample.ExplainedStart.Kind;
import io.coldgate.sample.ExplainedStart.Phase;
import io.coldgate.sample.Metric;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.Start;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Failed builds with explanations made by hand, for the reports. */
public final class ExplainedJudgements {
    private static final double MILLI = 1e6;
    private static final String JSONSCHEMA = "github.com/santhosh-tekuri/jsonschema/v6";
    private static final String STS = "github.com/aws/aws-sdk-go-v2/service/sts/internal/endpoints";
    private static final String MODULES = "/home/go/pkg/mod/github.com/santhosh-tekuri/jsonschema/v6@v6.0.1/";

    private ExplainedJudgements() {}

    /** One function that got slower than its baseline, and one without any. */
    public static Judgement twoFunctions(Path folder) {
        GateEvaluation build = new GateEvaluation(Plans.plan(folder, """
                checkout:
                  package: a.zip
                  baseline: { environment: { GOGC: "200" } }
                  regression: { init_duration: { p50: +10% } }
                search:
                  package: a.zip
                  budgets: { init_duration: { max: 10ms } }
                """));
        build.accept(Records.run("checkout", "search"));
        for (int i = 1; i <= 30; i++) {
            build.accept(new ResultsRecord.Sampled(start(Arm.BASELINE, i, (8 + i % 4 / 4.0) * MILLI)));
            build.accept(new ResultsRecord.Sampled(start(Arm.CANDIDATE, i, (12 + i % 5 / 4.0) * MILLI)));
        }
        build.accept(new ResultsRecord.SeriesEnded("checkout", 1, Ending.COMPLETE, ""));
        for (int i = 1; i <= 8; i++) {
            build.accept(Records.sample("search", i, (12 + i % 3 / 2.0) * MILLI));
        }
        build.accept(new ResultsRecord.SeriesEnded("search", 1, Ending.COMPLETE, ""));
        build.accept(new ResultsRecord.End(9, Ending.COMPLETE, ""));
        return Judgement.of(build, List.of(checkout(), search()));
    }

    /** Three functions, two of which got slower because of a package that they share, and one for another reason. */
    public static Judgement monorepo(Path folder) {
        List<String> names = List.of("checkout", "cart", "search");
        GateEvaluation build = new GateEvaluation(Plans.plan(
                folder,
                names.stream()
                        .map(name -> name + ": { package: a.zip, budgets: { init_duration: { max: 10ms } } }\n")
                        .collect(Collectors.joining())));
        build.accept(Records.run(names.toArray(String[]::new)));
        for (String name : names) {
            for (int i = 1; i <= 8; i++) {
                build.accept(Records.sample(name, i, (12 + i % 3 / 2.0) * MILLI));
            }
            build.accept(new ResultsRecord.SeriesEnded(name, 1, Ending.COMPLETE, ""));
        }
        build.accept(new ResultsRecord.End(9, Ending.COMPLETE, ""));
        return Judgement.of(
                build,
                List.of(
                        slowed("checkout", "shop/config", 5.45, "./services/shop/config/eager.go:12", 45),
                        slowed("cart", "shop/config", 4.31, "./services/shop/config/eager.go:12", 38),
                        slowed("search", "main", 2.2, "shop/cmd/search/main.go:9", 21)));
    }

    /** A function none of whose watched starts worked. */
    public static Judgement broken(Path folder) {
        GateEvaluation build = new GateEvaluation(
                Plans.plan(folder, "hello: { package: a.zip, budgets: { init_duration: { max: 1ms } } }"));
        build.accept(Records.run("hello"));
        build.accept(Records.sample("hello", 1, 2 * MILLI));
        build.accept(new ResultsRecord.SeriesEnded("hello", 1, Ending.COMPLETE, ""));
        build.accept(new ResultsRecord.End(9, Ending.COMPLETE, ""));
        Explanations explanations = new Explanations();
        explanations.accept(new ResultsRecord.Explained(new ExplainedStart(
                "hello",
                Arm.CANDIDATE,
                Kind.FIRST,
                ExplainedStart.End.EXITED,
                new ExplainedStart.Times(1, 0, 0, 0, 0),
                Optional.empty(),
                List.of(),
                0,
                0,
                Optional.empty(),
                "panic: STRIPE_KEY is not set")));
        return Judgement.of(build, explanations.all());
    }

    private static Explanation slowed(String function, String packageName, double millis, String at, int percent) {
        return new Explanation(
                function,
                profile(12, List.of(.3, .5, 10.2, .5, .5), 1, List.of(), 30_941, 3_150_000, 0),
                Optional.of(profile(12 - millis, List.of(.3, .5, 10.2 - millis, .5, .5), 1, List.of(), 9, 900, 0)),
                Optional.of(build(function)),
                List.of(new Slower(
                        packageName,
                        Slower.Kind.CAUSE,
                        millis * MILLI,
                        8_557,
                        994_000,
                        true,
                        at,
                        List.of("example.com/" + function, packageName),
                        "cmd/" + function + "/main.go:4",
                        false,
                        Optional.empty())),
                List.of(),
                Optional.empty(),
                List.of(new Advice(
                        "own-init",
                        "the init of " + packageName + " takes " + percent + " % of the start",
                        "do it on the first event: sync.OnceValue",
                        at)),
                List.of());
    }

    private static Start start(Arm arm, int round, double nanos) {
        return Start.builder()
                .function("checkout")
                .arm(arm)
                .round(round)
                .number(round)
                .atMillis(round)
                .values(Map.of(Metric.INIT_DURATION, nanos))
                .proof("new process")
                .environment("env-" + arm + round)
                .build();
    }

    private static Explanation checkout() {
        List<PackageCost> now = new ArrayList<>(List.of(
                cost(JSONSCHEMA, 2.65, 21_285, 1_670_000, MODULES + "draft.go:131"),
                cost(STS, .8, 685, 92_000, ""),
                cost("example.com/tiny", .35, 54, 2_100, "/src/tiny/table.go:9")));
        List<PackageCost> then =
                new ArrayList<>(List.of(cost(STS, .3, 682, 91_800, ""), cost("example.com/tiny", .14, 54, 2_000, "")));
        for (int i = 1; i <= 17; i++) {
            now.add(cost("net/part" + i, .2 - i / 100.0, 100 + i, 4_000, ""));
            then.add(cost("net/part" + i, .2 - i / 100.0, 100 + i, 4_000, ""));
        }
        return new Explanation(
                "checkout",
                profile(6.74, List.of(.31, .54, 4.52, .38, .99), 1, now, 30_941, 3_150_000, 1),
                Optional.of(profile(3.09, List.of(.32, .4, 1.46, .12, .79), 1, then, 9_497, 1_470_000, 0)),
                Optional.of(build("checkout")),
                List.of(
                        new Slower(
                                JSONSCHEMA,
                                Slower.Kind.CAUSE,
                                2.65 * MILLI,
                                21_285,
                                1_670_000,
                                true,
                                MODULES + "draft.go:131",
                                List.of("example.com/checkout", "example.com/checkout/audit", JSONSCHEMA),
                                "services/checkout/audit/a.go:7",
                                true,
                                Optional.empty()),
                        new Slower(
                                "example.com/tiny",
                                Slower.Kind.CAUSE,
                                .21 * MILLI,
                                0,
                                0,
                                false,
                                "/src/tiny/table.go:9",
                                List.of(),
                                "",
                                false,
                                Optional.of(new Slower.Version("example.com/tiny", "v0.0.25", "v0.0.27"))),
                        new Slower(
                                STS,
                                Slower.Kind.VICTIM,
                                .5 * MILLI,
                                3,
                                200,
                                false,
                                "",
                                List.of(),
                                "",
                                false,
                                Optional.empty())),
                List.of(new GrownPhase(ExplainedStart.Phase.CLIENT, .2 * MILLI)),
                Optional.of(new VariableTrial(
                        "GOGC=off GOMEMLIMIT=460MiB", new Estimate(.76 * MILLI, .5 * MILLI, 1.02 * MILLI), 40, true)),
                List.of(
                        new Advice(
                                "dependency-init",
                                "the init of " + JSONSCHEMA
                                        + " takes 39 % of the start by the runtime's clock, 40 of 100"
                                        + " stops were in it",
                                "cut the import at services/checkout/audit/a.go:7,"
                                        + " choose another version or a build tag that leaves it"
                                        + " out",
                                "services/checkout/audit/a.go:7"),
                        new Advice(
                                "gc-before-ready",
                                "1 garbage collection before the first request for work",
                                "allocate less in inits, or set GOGC=off GOMEMLIMIT=460MiB until ready",
                                "")),
                List.of("other output broke up lines of the trace in 2 starts; these lines are left out"));
    }

    private static Explanation search() {
        return new Explanation(
                "search",
                profile(
                        12.4,
                        List.of(.3, .5, 9.0, .1, .4, 2.1),
                        .83,
                        List.of(
                                cost("main", 9, 40_346, 3_400_000, "/src/search/tables.go:12"),
                                new PackageCost("net/http", estimate(.4), -1, -1, 0, "", 0)),
                        40_900,
                        3_500_000,
                        2),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(new Advice(
                        "compiled-in-init",
                        "41 of 100 stops in regexp.compile; 40,346 allocations in the program's own inits",
                        "compile on first use: wrap it in sync.OnceValue, or precompute it",
                        "/src/search/tables.go:12")),
                List.of());
    }

    /** Names that would be commands, markup, mentions or lines of their own, and very long ones. */
    public static Judgement hostile(Path folder) {
        GateEvaluation build = new GateEvaluation(
                Plans.plan(folder, "hello: { package: a.zip, budgets: { init_duration: { max: 1ms } } }"));
        build.accept(Records.run("hello"));
        for (int i = 1; i <= 8; i++) {
            build.accept(Records.sample("hello", i, 2 * MILLI));
        }
        build.accept(new ResultsRecord.SeriesEnded("hello", 1, Ending.COMPLETE, ""));
        build.accept(new ResultsRecord.End(9, Ending.COMPLETE, ""));
        String markup = "evil.example/</td><script>alert(1)</script>";
        String pipes = "@team/|pipes|`code`#12\u202e\u001b[2J";
        String endless = "example.com/" + "averylongelementofapath".repeat(12);
        String line = "/src/" + "x".repeat(200) + "</code>.go:7";
        List<PackageCost> costs = List.of(
                cost(markup, 900, 1_000_000_000, 9_000_000_000L, line),
                cost(pipes, .5, 10, 10, "https://evil.example/@team.go:1"),
                cost(endless, .1, 1, 1, ""));
        ArmProfile profile = profile(
                1_000, List.of(.001, .001, 990.0, 9.0, .001, .997), .5, costs, 1_000_000_011, 9_000_000_011L, 12.5);
        return Judgement.of(
                build,
                List.of(new Explanation(
                        "hello",
                        profile,
                        Optional.of(profile(1, List.of(.1, .1, .8), 1, costs.subList(1, 3), 11, 11, 0)),
                        Optional.empty(),
                        List.of(
                                slower(markup, List.of(endless, pipes, endless + "/" + endless, markup), line),
                                slower(pipes, List.of(), "")),
                        List.of(),
                        Optional.of(new VariableTrial("GOGC=off <b>@team", Estimate.NONE, 3, false)),
                        List.of(new Advice(
                                "rule",
                                "seen: <img src=x> @team " + endless,
                                "do ::error::x | [l](https://e.example)",
                                line)),
                        List.of("INCONCLUSIVE: <script>alert(2)</script> @team\n::error::n"))));
    }

    private static Slower slower(String name, List<String> chain, String at) {
        return new Slower(
                name,
                Slower.Kind.CAUSE,
                899 * MILLI,
                999_999_990,
                8_999_999_990L,
                false,
                at,
                chain,
                at,
                true,
                Optional.of(new Slower.Version(name, "v1.0.0-<b>", "v2 @team")));
    }

    private static ArmBuild build(String function) {
        return new ArmBuild(
                function,
                Arm.CANDIDATE,
                "go1.26.1",
                "example.com/" + function,
                "example.com/" + function,
                Map.of(),
                Map.of(),
                true,
                false,
                1,
                9_000_000,
                Map.of());
    }

    private static PackageCost cost(String name, double millis, long allocs, long bytes, String at) {
        return new PackageCost(name, estimate(millis), allocs, bytes, 0, at, at.isEmpty() ? 0 : 40);
    }

    private static Estimate estimate(double millis) {
        return new Estimate(millis * MILLI, .9 * millis * MILLI, 1.15 * millis * MILLI);
    }

    private static ArmProfile profile(
            double next,
            List<Double> phases,
            double named,
            List<PackageCost> packages,
            long allocs,
            long bytes,
            double collections) {
        List<PhaseShare> shares = new ArrayList<>();
        for (int i = 0; i < phases.size(); i++) {
            shares.add(new PhaseShare(Phase.values()[i], estimate(phases.get(i)), phases.get(i) / next));
        }
        return new ArmProfile(
                estimate(next),
                estimate(next / 20),
                0,
                Optional.empty(),
                shares,
                named,
                packages,
                allocs >= 0,
                allocs,
                bytes,
                collections,
                Optional.empty(),
                List.of(new ArmProfile.Called("config.LoadDefaultConfig", "/src/checkout/main.go:21", .05)),
                List.of(),
                Map.of(Kind.PLAIN, 10, Kind.TRACED, 20, Kind.STOPPED, 100),
                0,
                "");
    }
}
