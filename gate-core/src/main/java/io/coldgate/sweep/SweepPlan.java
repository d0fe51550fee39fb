package io.coldgate.sweep;

import io.coldgate.gate.FixedRounds;
import io.coldgate.gate.GatePlan;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Thresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A plan with every combination as a separate function, all measured alternately for a fixed number of cold starts.
 *
 * @param variants the combinations, by function and in the order of the axes
 * @param thresholds the corresponding functions
 * @param starts number of cold starts of each
 */
public record SweepPlan(List<Variant> variants, Thresholds thresholds, int starts) {
    /** The largest number of combinations: more would take hours and fill a table that nobody reads. */
    public static final int MOST_VARIANTS = 100;

    /** The longest stem of a name: with its number, it must not exceed the length of a function's name. */
    private static final int LONGEST_STEM = 34;

    /** Copies the list. */
    public SweepPlan {
        variants = List.copyOf(variants);
    }

    /** Returns the plan for all functions of the file. */
    public static SweepPlan of(Thresholds thresholds, Axes axes, int starts) {
        List<Variant> variants = new ArrayList<>();
        List<FunctionSpec> functions = new ArrayList<>();
        for (FunctionSpec function : thresholds.functions()) {
            for (Choice choice : axes.combinations()) {
                FunctionSpec variant = function.variant(
                        stem(function) + "-v" + (variants.size() + 1), choice.change(), choice.build(), choice.image());
                variants.add(new Variant(
                        variant.name(),
                        function.name(),
                        choice.label(),
                        variant.configuration().architecture(),
                        variant.configuration().memoryMegabytes()));
                functions.add(variant);
            }
        }
        return new SweepPlan(variants, thresholds.with(functions, List.of()), starts);
    }

    private static String stem(FunctionSpec function) {
        String name = function.name();
        return name.length() <= LONGEST_STEM ? name : name.substring(0, LONGEST_STEM);
    }

    /** Returns the plan for the measurement, in which nothing is decided. */
    public GatePlan plan() {
        return new GatePlan(thresholds.functions().stream()
                .map(function -> new GatePlan.FunctionPlan(
                        function,
                        List.of(),
                        List.of(),
                        List.of(),
                        starts,
                        Optional.of(new FixedRounds(starts, Set.of()))))
                .toList());
    }
}
