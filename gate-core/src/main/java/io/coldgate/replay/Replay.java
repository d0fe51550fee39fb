package io.coldgate.replay;

import io.coldgate.stats.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Simulates builds. A build has a number of functions, each a pool drawn at random (with replacement, so all functions
 * are independent); its candidate is unchanged or, in the other scenarios, every function is slower by the same factor
 * and each counts as one regression to catch. All rules decide on the same starts. The result depends only on pools,
 * settings and seed, not on the number of threads.
 */
public final class Replay {
    private final List<Pool> pools;
    private final ReplaySettings settings;
    private final List<DecisionRule> rules;
    private final BooleanSupplier timeIsUp;
    private final AtomicInteger nextBuild = new AtomicInteger();

    private Replay(List<Pool> pools, ReplaySettings settings, List<DecisionRule> rules, BooleanSupplier timeIsUp) {
        this.pools = pools;
        this.settings = settings;
        this.rules = rules;
        this.timeIsUp = timeIsUp;
    }

    /**
     * Runs the simulation.
     *
     * @param pools at least one
     * @param timeIsUp tested before each build except the first of each thread; when true, the builds so far are the
     *     result
     */
    public static ReplayResult run(List<Pool> pools, ReplaySettings settings, BooleanSupplier timeIsUp) {
        if (pools.isEmpty()) {
            throw new IllegalArgumentException("no pools");
        }
        List<DecisionRule> rules = Rules.all(settings.checks(), settings.starts());
        return new Replay(pools, settings, rules, timeIsUp).run();
    }

    private ReplayResult run() {
        ExecutorService threads = Executors.newFixedThreadPool(settings.threads());
        try {
            List<CompletableFuture<Counts[][]>> parts = new ArrayList<>();
            for (int i = 0; i < settings.threads(); i++) {
                parts.add(CompletableFuture.supplyAsync(this::part, threads));
            }
            Counts[][] sum = empty();
            for (CompletableFuture<Counts[][]> part : parts) {
                add(sum, part.join());
            }
            return result(sum);
        } finally {
            threads.shutdownNow();
        }
    }

    /**
     * Simulates builds, in order, until there are no more. A build that was begun is finished, so the result is always
     * a prefix of the builds.
     */
    private Counts[][] part() {
        Counts[][] counts = empty();
        boolean first = true;
        while (first || !timeIsUp.getAsBoolean()) {
            first = false;
            int build = nextBuild.getAndUpdate(next -> Math.min(next + 1, settings.builds()));
            if (build == settings.builds()) {
                break;
            }
            build(build, counts);
        }
        return counts;
    }

    private void build(int build, Counts[][] counts) {
        for (Scenario scenario : Scenario.values()) {
            Trial[] trials = trials(build, scenario);
            for (int rule = 0; rule < rules.size(); rule++) {
                Counts of = counts[rule][scenario.ordinal()];
                boolean red = false;
                for (Trial trial : trials) {
                    RuleDecision decision = rules.get(rule).decide(trial);
                    of.add(decision);
                    red |= decision.outcome() == Outcome.FAIL;
                }
                if (red) {
                    of.addRedBuild();
                }
            }
        }
    }

    private Trial[] trials(int build, Scenario scenario) {
        SplittableRandom random = new SplittableRandom(Trial.mix(settings.seed() ^ Trial.mix(build)));
        Trial[] trials = new Trial[settings.functions()];
        Arrays.setAll(trials, i -> {
            Pool pool = pools.get(random.nextInt(pools.size()));
            return new Trial(pool, scenario.factor(), random.nextLong());
        });
        return trials;
    }

    private ReplayResult result(Counts[][] counts) {
        List<RuleResult> results = new ArrayList<>();
        for (int rule = 0; rule < rules.size(); rule++) {
            List<ScenarioResult> scenarios = new ArrayList<>();
            for (Scenario scenario : Scenario.values()) {
                scenarios.add(counts[rule][scenario.ordinal()].result(scenario));
            }
            DecisionRule of = rules.get(rule);
            results.add(new RuleResult(of.name(), of.description(), List.copyOf(scenarios)));
        }
        return new ReplayResult(settings, nextBuild.get(), pools.size(), List.copyOf(results));
    }

    private Counts[][] empty() {
        Counts[][] counts = new Counts[rules.size()][Scenario.values().length];
        for (Counts[] row : counts) {
            Arrays.setAll(row, i -> new Counts());
        }
        return counts;
    }

    private static void add(Counts[][] sum, Counts[][] part) {
        for (int rule = 0; rule < sum.length; rule++) {
            for (int scenario = 0; scenario < sum[rule].length; scenario++) {
                sum[rule][scenario].add(part[rule][scenario]);
            }
        }
    }
}
