package io.coldgate.measure;

import io.coldgate.artifact.ProbedPackage;
import io.coldgate.gate.SeriesTally;
import io.coldgate.lambda.CallException;
import io.coldgate.lambda.Deployment;
import io.coldgate.lambda.LambdaDriver;
import io.coldgate.platform.Platform;
import io.coldgate.sample.Arm;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.thresholds.FunctionBudgets;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** What a run puts on the platform, and takes away again at its end. */
final class Deployments {
    private final Platform platform;
    private final LambdaDriver driver;
    private final RunSettings settings;
    private final Clock clock;
    private final Launcher launcher;
    private final List<FunctionRun> begun = new ArrayList<>();

    Deployments(Platform platform, LambdaDriver driver, RunSettings settings, Clock clock, Launcher launcher) {
        this.platform = platform;
        this.driver = driver;
        this.settings = settings;
        this.clock = clock;
        this.launcher = launcher;
    }

    /** Those whose deployment was begun, in that order. */
    List<FunctionRun> begun() {
        return List.copyOf(begun);
    }

    /**
     * Deploys each arm of the candidate. From here on it is removed by {@link #cleanUp}, however far this came.
     *
     * @param tally what is known of the function
     */
    void deploy(Candidate candidate, SeriesTally tally, FunctionRun.Sink sink)
            throws CallException, IOException, InterruptedException {
        FunctionRun function = functionRun(candidate, tally);
        begun.add(function);
        for (ArmRun arm : function.arms()) {
            for (Copy copy : arm.copies()) {
                String sha256 = driver.deploy(copy.deployment());
                sink.accept(new ResultsRecord.Deployed(
                        candidate.name(), arm.arm(), copy.deployment().name(), sha256));
            }
        }
    }

    private FunctionRun functionRun(Candidate candidate, SeriesTally tally) {
        FunctionBudgets budgets = candidate.plan().budgets();
        List<ArmRun> arms = new ArrayList<>();
        arms.add(armRun(
                Arm.CANDIDATE,
                candidate,
                deployment(budgets, "", candidate.zip(), budgets.environment(), budgets.memoryMegabytes()),
                tally));
        candidate
                .baseline()
                .map(baseline ->
                        deployment(budgets, "-b", baseline.zip(), baseline.environment(), baseline.memoryMegabytes()))
                .ifPresent(deployment -> arms.add(armRun(Arm.BASELINE, candidate, deployment, tally)));
        Random coin = new Random(settings.seed() ^ budgets.name().hashCode());
        return new FunctionRun(tally, arms, coin, clock, launcher);
    }

    private ArmRun armRun(Arm arm, Candidate candidate, Deployment first, SeriesTally tally) {
        List<Copy> copies = new ArrayList<>();
        for (int i = 1; i <= candidate.plan().budgets().fanOut().copies(); i++) {
            Deployment deployment = i == 1 ? first : first.named(first.name() + "-" + i);
            copies.add(new Copy(deployment, driver, settings.runId()));
        }
        return new ArmRun(arm, candidate, copies, driver, platform, tally);
    }

    /** The function's variables, and what its probe needs. */
    private static Map<String, String> deployed(FunctionBudgets budgets, Map<String, String> environment) {
        if (!budgets.probe()) {
            return environment;
        }
        Map<String, String> all = new TreeMap<>(environment);
        all.putAll(ProbedPackage.variables(budgets.runtime()));
        return all;
    }

    private Deployment deployment(
            FunctionBudgets budgets, String suffix, byte[] zip, Map<String, String> environment, int memoryMegabytes) {
        return new Deployment(
                "coldgate-" + budgets.name() + "-" + settings.runId() + suffix,
                zip,
                budgets.runtime(),
                budgets.handler(),
                budgets.architecture(),
                memoryMegabytes,
                Math.toIntExact(budgets.timeout().toSeconds()),
                deployed(budgets, environment),
                budgets.role().orElse(platform.defaultRole()),
                Map.of(
                        "coldgate", suffix.isEmpty() ? "candidate" : "baseline",
                        "coldgate:run", settings.runId(),
                        "coldgate:function", budgets.name(),
                        "coldgate:created", clock.instant().toString()));
    }

    /**
     * Removes everything that was deployed.
     *
     * @return lines about what could not be removed; empty when nothing is left behind
     */
    List<String> cleanUp() {
        List<String> left = new ArrayList<>();
        boolean interrupted = false;
        for (FunctionRun function : begun) {
            for (String name : names(function)) {
                if (interrupted) {
                    left.add(name + " may still be there: the clean-up was interrupted");
                    continue;
                }
                try {
                    driver.delete(name);
                } catch (CallException e) {
                    left.add(name + " is still there: " + e.getMessage());
                } catch (InterruptedException e) {
                    interrupted = true;
                    left.add(name + " may still be there: the clean-up was interrupted");
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return left;
    }

    private static List<String> names(FunctionRun function) {
        return function.arms().stream()
                .flatMap(arm -> arm.copies().stream())
                .map(copy -> copy.deployment().name())
                .toList();
    }
}
