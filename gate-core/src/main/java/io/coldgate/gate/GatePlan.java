package io.coldgate.gate;

import io.coldgate.sample.BuildPart;
import io.coldgate.stats.Bonferroni;
import io.coldgate.stats.Defaults;
import io.coldgate.thresholds.ArtifactBudget;
import io.coldgate.thresholds.Budget;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Key;
import io.coldgate.thresholds.RegressionBudget;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.unit.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Every check of a build, decided before the first sample.
 *
 * @param functions one plan per function, in the file's order
 * @param resultChecks checks of other tools' results, in the file's order
 * @param part the part of a build that it plans; empty for the whole build
 * @param leftOut demands of the thresholds file that this plan does not check, for people; empty for a whole build
 * @param acceptances accepted exceptions
 */
public record GatePlan(
        List<FunctionPlan> functions,
        List<RecordedCheck> resultChecks,
        Optional<BuildPart> part,
        List<String> leftOut,
        Acceptances acceptances) {
    /**
     * The number of starts of a function that has only {@code max} budgets and no {@code sampling.max}. Nothing is
     * claimed about unseen starts, so any number is valid; thirty starts reveal a slow mode of 10 % of the starts with
     * probability .96.
     */
    public static final int MAX_ONLY_SAMPLES = 30;

    /** Copies the lists. */
    public GatePlan {
        functions = List.copyOf(functions);
        resultChecks = List.copyOf(resultChecks);
        leftOut = List.copyOf(leftOut);
    }

    /** A plan that leaves nothing out. */
    public GatePlan(List<FunctionPlan> functions, List<RecordedCheck> resultChecks, Optional<BuildPart> part) {
        this(functions, resultChecks, part, List.of(), Acceptances.NONE);
    }

    /** The plan of a whole build. */
    public GatePlan(List<FunctionPlan> functions, List<RecordedCheck> resultChecks) {
        this(functions, resultChecks, Optional.empty());
    }

    /** A plan without results of other tools. */
    public GatePlan(List<FunctionPlan> functions) {
        this(functions, List.of(), Optional.empty());
    }

    /**
     * One function's checks.
     *
     * @param spec the function
     * @param startChecks checks of its series
     * @param packageChecks checks of its package
     * @param regressionChecks checks against its baseline
     * @param maxSamples the largest number of samples of the candidate that is needed
     * @param fixedRounds rounds that are measured regardless of the checks, if any
     */
    public record FunctionPlan(
            FunctionSpec spec,
            List<BudgetCheck> startChecks,
            List<Check> packageChecks,
            List<RegressionCheck> regressionChecks,
            int maxSamples,
            Optional<FixedRounds> fixedRounds) {
        /** A plan without a baseline. */
        public FunctionPlan(
                FunctionSpec spec, List<BudgetCheck> startChecks, List<Check> packageChecks, int maxSamples) {
            this(spec, startChecks, packageChecks, List.of(), maxSamples, Optional.empty());
        }

        /** Returns whether no start is needed. */
        public boolean isOfPackageOnly() {
            return startChecks.isEmpty() && regressionChecks.isEmpty() && fixedRounds.isEmpty();
        }

        /** Returns the plan without checks against the baseline, for a candidate that is its own baseline. */
        FunctionPlan alone() {
            return new FunctionPlan(
                    spec,
                    startChecks,
                    packageChecks,
                    List.of(),
                    mostSamples(spec, startChecks, List.of()),
                    fixedRounds);
        }

        /** Copies the lists. */
        public FunctionPlan {
            regressionChecks = List.copyOf(regressionChecks);
            startChecks = List.copyOf(startChecks);
            packageChecks = List.copyOf(packageChecks);
        }
    }

    /** Returns the plan for all functions of the file, without results of other tools. */
    public static GatePlan of(Thresholds thresholds) {
        return of(thresholds, List.of());
    }

    /**
     * Returns the plan for all functions of the file and for results of other tools. All checks that are decided with
     * evidence share the false-alarm level.
     *
     * @param results the limits on results, each with the series that it applies to
     */
    public static GatePlan of(Thresholds thresholds, List<ResultDemand> results) {
        int quantiles = (int) thresholds.functions().stream()
                .flatMap(function -> function.limits().budgets().stream())
                .filter(budget -> budget.rule() instanceof BudgetRule.Quantile)
                .count();
        quantiles += thresholds.functions().stream()
                .mapToInt(function -> function.comparison().regressions().size())
                .sum();
        quantiles += (int) results.stream().filter(ResultDemand::takesEvidence).count();
        double falseAlarm = quantiles == 0
                ? thresholds.falseAlarm()
                : Bonferroni.falseAlarmPerCheck(thresholds.falseAlarm(), quantiles);
        return new GatePlan(
                thresholds.functions().stream()
                        .map(function -> plan(function, falseAlarm))
                        .toList(),
                results.stream().map(demand -> demand.check(falseAlarm)).toList(),
                Optional.empty());
    }

    /**
     * Returns the plan of a part of this build: only these functions, with each check at its level in the whole build.
     */
    public GatePlan only(List<String> names, BuildPart of) {
        return new GatePlan(
                functions.stream()
                        .filter(function -> names.contains(function.spec().name()))
                        .toList(),
                resultChecks,
                Optional.of(of),
                List.of(),
                acceptances);
    }

    /** Returns this plan as one that leaves out the named parts of the build. */
    public GatePlan leaving(List<String> names) {
        return new GatePlan(functions, resultChecks, part, names, acceptances);
    }

    /** Returns this plan with the exceptions that apply on a given day. */
    public GatePlan accepting(Acceptances accepted) {
        return new GatePlan(functions, resultChecks, part, leftOut, accepted);
    }

    /**
     * Returns this plan with the named functions and all checks of results added from another plan. Its own checks keep
     * their levels.
     */
    public GatePlan with(GatePlan other, List<String> names) {
        List<FunctionPlan> all = new ArrayList<>(functions);
        other.functions().stream()
                .filter(function -> names.contains(function.spec().name()))
                .forEach(all::add);
        List<RecordedCheck> results = new ArrayList<>(resultChecks);
        results.addAll(other.resultChecks());
        return new GatePlan(all, results, part, List.of(), acceptances);
    }

    /**
     * Every check, in the file's order: those of the package, then those of the starts; finally those of other tools'
     * results.
     */
    public List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        for (FunctionPlan function : functions) {
            checks.addAll(function.packageChecks());
            checks.addAll(function.startChecks());
            checks.addAll(function.regressionChecks());
        }
        checks.addAll(resultChecks);
        return checks;
    }

    private static FunctionPlan plan(FunctionSpec function, double falseAlarm) {
        List<BudgetCheck> starts = new ArrayList<>();
        for (Budget budget : function.limits().budgets()) {
            starts.add(new BudgetCheck(
                    function.name(),
                    budget.metric(),
                    budget.rule(),
                    budget.limit(),
                    cap(function, budget.rule()),
                    falseAlarm,
                    function.limits().missed(),
                    budget.location(),
                    function.limits().onInconclusive()));
        }
        List<RegressionCheck> regressions = function.comparison().regressions().stream()
                .map(budget -> regression(function, budget, falseAlarm))
                .toList();
        int maxSamples = mostSamples(function, starts, regressions);
        return new FunctionPlan(function, starts, packageChecks(function), regressions, maxSamples, Optional.empty());
    }

    private static int mostSamples(FunctionSpec function, List<BudgetCheck> starts, List<RegressionCheck> regressions) {
        int most = IntStream.concat(
                        starts.stream()
                                .mapToInt(check ->
                                        function.configuration().startsFor(check.metric(), samplesNeeded(check))),
                        regressions.stream()
                                .mapToInt(
                                        check -> function.configuration().startsFor(check.metric(), check.maxRounds())))
                .max()
                .orElse(0);
        return most == 0 && !starts.isEmpty() ? function.sampling().maxSamples().orElse(MAX_ONLY_SAMPLES) : most;
    }

    private static RegressionCheck regression(FunctionSpec function, RegressionBudget budget, double falseAlarm) {
        return new RegressionCheck(
                function.name(),
                budget.metric(),
                budget.quantile(),
                budget.tolerance(),
                function.sampling()
                        .maxSamples()
                        .orElse(Defaults.maxRounds(budget.quantile().p())),
                falseAlarm,
                function.limits().missed(),
                budget.location(),
                function.limits().onInconclusive());
    }

    private static int cap(FunctionSpec function, BudgetRule rule) {
        int usual = rule instanceof BudgetRule.Quantile quantile ? Defaults.maxSamples(quantile.p()) : MAX_ONLY_SAMPLES;
        return function.sampling().maxSamples().orElse(usual);
    }

    /** Returns the number of samples needed. A {@code max} budget only watches the series that the quantiles need. */
    private static int samplesNeeded(BudgetCheck check) {
        return check.budgetRule() instanceof BudgetRule.Quantile ? check.maxSamples() : 0;
    }

    private static List<Check> packageChecks(FunctionSpec function) {
        ArtifactBudget artifact = function.limits().artifact();
        List<Check> checks = new ArrayList<>();
        addSize(checks, function, ArtifactBudget.ZIP, artifact.zip());
        addSize(checks, function, ArtifactBudget.UNZIPPED, artifact.unzipped());
        addSize(checks, function, ArtifactBudget.FILES, artifact.files());
        addSize(checks, function, ArtifactBudget.IMAGE, artifact.image());
        addSize(checks, function, ArtifactBudget.UNPACKED, artifact.unpacked());
        addSize(checks, function, ArtifactBudget.LAYERS, artifact.layers());
        addSize(checks, function, ArtifactBudget.LAYER_ZIP, artifact.layerZip());
        addSize(checks, function, ArtifactBudget.LAYERS_UNZIPPED, artifact.layersUnzipped());
        addProperty(checks, function, ArtifactBudget.STRIPPED, artifact.stripped());
        addProperty(checks, function, ArtifactBudget.STATIC, artifact.staticallyLinked());
        return checks;
    }

    private static void addSize(
            List<Check> checks, FunctionSpec function, Key<Quantity> key, Optional<Quantity> limit) {
        limit.ifPresent(quantity -> checks.add(new PackageCheck.Size(
                function.name(),
                key.name(),
                quantity,
                function.locationOf(key),
                function.limits().onInconclusive())));
    }

    private static void addProperty(
            List<Check> checks, FunctionSpec function, Key<Boolean> key, Optional<Boolean> wanted) {
        wanted.ifPresent(value -> checks.add(new PackageCheck.Property(
                function.name(),
                key.name(),
                value,
                function.locationOf(key),
                function.limits().onInconclusive())));
    }
}
