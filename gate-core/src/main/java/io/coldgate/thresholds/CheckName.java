package io.coldgate.thresholds;

import io.coldgate.sample.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The names of a function's checks: {@code init_duration p95}, {@code regression init_duration p50}, {@code artifact
 * zip}. A metric's quantile may have an absolute and a relative limit; these are two checks.
 */
public final class CheckName {
    private CheckName() {}

    /** Returns the name of an absolute limit. */
    public static String ofBudget(Metric metric, BudgetRule rule) {
        return metric.key() + " " + rule.key();
    }

    /** Returns the name of a limit relative to the baseline. */
    public static String ofRegression(Metric metric, BudgetRule.Quantile quantile) {
        return Comparison.REGRESSION.name() + " " + metric.key() + " " + quantile.key();
    }

    /**
     * Returns the name of a limit on the package's contents.
     *
     * @param rule the key of the limit, such as {@code zip}
     */
    public static String ofArtifact(String rule) {
        return ArtifactBudget.KEY.name() + " " + rule;
    }

    /** Returns the names of all checks of a function, in the order of a plan. */
    public static List<String> allOf(FunctionSpec function) {
        List<String> names = new ArrayList<>();
        ArtifactBudget artifact = function.limits().artifact();
        addArtifact(names, ArtifactBudget.ZIP, artifact.zip());
        addArtifact(names, ArtifactBudget.UNZIPPED, artifact.unzipped());
        addArtifact(names, ArtifactBudget.FILES, artifact.files());
        addArtifact(names, ArtifactBudget.IMAGE, artifact.image());
        addArtifact(names, ArtifactBudget.UNPACKED, artifact.unpacked());
        addArtifact(names, ArtifactBudget.LAYERS, artifact.layers());
        addArtifact(names, ArtifactBudget.LAYER_ZIP, artifact.layerZip());
        addArtifact(names, ArtifactBudget.LAYERS_UNZIPPED, artifact.layersUnzipped());
        addArtifact(names, ArtifactBudget.STRIPPED, artifact.stripped());
        addArtifact(names, ArtifactBudget.STATIC, artifact.staticallyLinked());
        function.limits().budgets().forEach(budget -> names.add(ofBudget(budget.metric(), budget.rule())));
        function.comparison().regressions().forEach(limit -> names.add(ofRegression(limit.metric(), limit.quantile())));
        return names;
    }

    private static void addArtifact(List<String> names, Key<?> key, Optional<?> limit) {
        limit.ifPresent(any -> names.add(ofArtifact(key.name())));
    }
}
