package io.coldgate.sweep;

import io.coldgate.gate.FixedRounds;
import io.coldgate.gate.GatePlan;
import io.coldgate.thresholds.ConfigurationChange;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Thresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Every combination as a function of its own, all measured side by side for a fixed number of cold starts.
 *
 * @param variants the combinations, by function and in the order of the axes
 * @param thresholds the functions that they are
 * @param starts cold starts of each
 */
public record SweepPlan(List<Variant> variants, Thresholds thresholds, int starts) {
    /** More would take hours and fill no table that anybody reads. */
    public static final int MOST_VARIANTS = 100;

    /** With the number behind it no longer than a function's name may be. */
    private static final int LONGEST_STEM = 34;

    /** Copies the list. */
    public SweepPlan {
        variants = List.copyOf(variants);
    }

    /** The plan for all functions of the file. */
    public static SweepPlan of(Thresholds thresholds, Axes axes, int starts) {
        List<Variant> variants = new ArrayList<>();
        List<FunctionSpec> functions = new ArrayList<>();
        for (FunctionSpec function : thresholds.functions()) {
            for (Settings settings : combinations(axes, function)) {
                String name = stem(function) + "-v" + (variants.size() + 1);
                variants.add(new Variant(
                        name, function.name(), label(axes, settings), settings.architecture(), settings.memory()));
                functions.add(function.variant(
                        name, change(axes, settings), settings.build().map(axes.builds()::get)));
            }
        }
        return new SweepPlan(variants, thresholds.with(functions, List.of()), starts);
    }

    /** One value of each axis. Builds are the outermost, so that each runs once. */
    private record Settings(Optional<String> build, int memory, String architecture, Map<String, String> environment) {}

    private static List<Settings> combinations(Axes axes, FunctionSpec function) {
        List<Optional<String>> builds = axes.builds().isEmpty()
                ? List.of(Optional.empty())
                : axes.builds().keySet().stream().map(Optional::of).toList();
        List<Settings> all = new ArrayList<>();
        for (Optional<String> build : builds) {
            for (int memory :
                    orElse(axes.memoryMegabytes(), function.configuration().memoryMegabytes())) {
                for (String architecture :
                        orElse(axes.architectures(), function.configuration().architecture())) {
                    for (Map<String, String> changed : axes.environments()) {
                        all.add(new Settings(build, memory, architecture, changed));
                    }
                }
            }
        }
        return all;
    }

    /** Returns what replaces the settings that a deployed function has, as if the file had said it. */
    private static ConfigurationChange change(Axes axes, Settings settings) {
        return ConfigurationChange.builder()
                .memoryMegabytes(
                        axes.memoryMegabytes().isEmpty() ? OptionalInt.empty() : OptionalInt.of(settings.memory()))
                .architecture(axes.architectures().isEmpty() ? Optional.empty() : Optional.of(settings.architecture()))
                .environment(settings.environment())
                .build();
    }

    private static <T> List<T> orElse(List<T> axis, T own) {
        return axis.isEmpty() ? List.of(own) : axis;
    }

    private static String stem(FunctionSpec function) {
        String name = function.name();
        return name.length() <= LONGEST_STEM ? name : name.substring(0, LONGEST_STEM);
    }

    private static String label(Axes axes, Settings settings) {
        List<String> parts = new ArrayList<>();
        settings.build().ifPresent(parts::add);
        if (!axes.memoryMegabytes().isEmpty()) {
            parts.add(settings.memory() + "MB");
        }
        if (!axes.architectures().isEmpty()) {
            parts.add(settings.architecture());
        }
        settings.environment().forEach((name, value) -> parts.add(name + "=" + value));
        return parts.isEmpty() ? "as it is" : String.join(", ", parts);
    }

    /** Returns what is measured: nothing is decided. */
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
