package io.coldgate.forge;

import static io.coldgate.unit.MarkdownText.escape;

import io.coldgate.report.document.Breakdown;
import io.coldgate.report.document.FunctionEntry;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Quantity;
import java.util.Map;
import java.util.Optional;

/** Advice from the phases of a function's median start: those that take the most time, and those that grew. */
final class SeenPhases {
    /** The share of computing time above which an init mainly computes. */
    private static final double COMPUTES = .7;

    /** The share of computing time below which an init mainly waits. */
    private static final double WAITS = .4;

    private static final int LONGEST = 80;

    private SeenPhases() {}

    /** Returns the phase that grew most compared with the baseline; empty if none did, or nothing is known. */
    static Optional<String> growth(FunctionEntry function) {
        Optional<Breakdown> then = function.baselineBreakdown();
        return function.breakdown()
                .filter(now -> then.isPresent())
                .flatMap(now -> now.phases().entrySet().stream()
                        .filter(phase -> grown(phase, then.get()) > 0)
                        .max((a, b) -> Double.compare(grown(a, then.get()), grown(b, then.get())))
                        .map(phase -> "Most of the increase is in the phase " + name(phase.getKey()) + ": "
                                + time(then.get().phases().getOrDefault(phase.getKey(), 0.0)) + " -> "
                                + time(phase.getValue())
                                + (phase.getKey().equals(Breakdown.INIT) ? cpuGrowth(now, then.get()) : "") + "."));
    }

    private static double grown(Map.Entry<String, Double> phase, Breakdown then) {
        return phase.getValue() - then.phases().getOrDefault(phase.getKey(), 0.0);
    }

    private static String cpuGrowth(Breakdown now, Breakdown then) {
        return now.initCpuNanos().isPresent() && then.initCpuNanos().isPresent()
                ? " (its CPU time " + time(then.initCpuNanos().getAsDouble()) + " -> "
                        + time(now.initCpuNanos().getAsDouble()) + ")"
                : "";
    }

    /** Returns whether the init computes or waits; empty if its CPU time is not known. */
    static Optional<String> init(Breakdown times) {
        Double init = times.phases().get(Breakdown.INIT);
        if (init == null || times.initCpuNanos().isEmpty()) {
            return Optional.empty();
        }
        double cpu = times.initCpuNanos().getAsDouble();
        String seen = "Of " + time(init) + " of init, " + time(Math.min(cpu, init)) + " are CPU time: ";
        if (cpu >= COMPUTES * init) {
            return Optional.of(seen + "it computes.");
        }
        return Optional.of(
                cpu < WAITS * init
                        ? seen + "it waits, for files, the network or a core."
                        : seen + "it computes and waits.");
    }

    /** Returns the phase that takes the largest part of a start; empty if none is known. */
    static Optional<String> longest(Breakdown times) {
        double all = times.phases().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        return times.phases().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(phase -> times.phases().size() > 1)
                .map(phase -> "Of " + time(all) + ", the phase " + name(phase.getKey()) + " takes "
                        + time(phase.getValue()) + ".");
    }

    private static String name(String phase) {
        return escape(Printable.escape(phase, LONGEST));
    }

    private static String time(double nanos) {
        return new Quantity(nanos, Dimension.TIME).format();
    }
}
