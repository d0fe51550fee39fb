package io.coldgate.explain;

import io.coldgate.sample.ArmBuild;
import io.coldgate.sample.ExplainedStart;
import io.coldgate.sample.ExplainedStart.PackageInit;
import io.coldgate.sample.ExplainedStart.Phase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * The comparison of two arms: what got slower from the baseline to the candidate. A package is named when its init
 * takes longer by the one-sided Mann-Whitney test, or when it allocates more in each of its starts than in any start of
 * the baseline; all tests of a function together are wrong in at most 1 % of explanations (Bonferroni). Everything else
 * is "no evidence of a change". A phase in which no package's code runs, such as the start of the process, is named by
 * the same rule as {@code main}.
 */
final class ArmComparison {
    /** The probability that an explanation of equal packages names any. */
    static final double LEVEL = .01;

    /**
     * Packages below this time and this number of allocations in both arms are ignored, because they are mostly noise.
     */
    private static final double LEAST_NANOS = 50_000;

    private static final long LEAST_ALLOCS = 50;

    /** The smallest change that is reported, as a share of the start. */
    private static final double LEAST_SHARE = .02;

    /** Map seeds and 40 additional variables change the allocations and the bytes of a package by less than this. */
    private static final long SAME_ALLOCS = 16;

    private static final double SAME_SHARE = .01;

    /**
     * The number of starts for disjoint ranges: by chance, they occur in ten and ten starts with a probability of
     * 5.4e-6.
     */
    private static final int LEAST_DISJOINT = 10;

    /** The phases in which no package's code runs. */
    private static final List<Phase> NO_PACKAGES =
            List.of(Phase.PROCESS_START, Phase.RUNTIME, Phase.CLIENT, Phase.UNKNOWN);

    /** The width of a 95 % interval in standard errors. */
    private static final double INTERVAL_WIDTH = 2 * 1.96;

    private final ArmProfile candidate;
    private final ArmProfile baseline;
    private final Map<String, List<PackageInit>> ofCandidate;
    private final Map<String, List<PackageInit>> ofBaseline;
    private final int tracedCandidate;
    private final int tracedBaseline;

    private ArmComparison(
            ArmProfile candidate,
            ArmProfile baseline,
            List<ExplainedStart> candidateStarts,
            List<ExplainedStart> baselineStarts) {
        this.candidate = candidate;
        this.baseline = baseline;
        List<ExplainedStart> traces = ArmFold.usableTraces(candidateStarts);
        List<ExplainedStart> before = ArmFold.usableTraces(baselineStarts);
        ofCandidate = byPackage(traces);
        ofBaseline = byPackage(before);
        tracedCandidate = traces.size();
        tracedBaseline = before.size();
    }

    /**
     * The packages and phases that take longer than in the baseline.
     *
     * @param slower packages, the largest slowdown first
     * @param grown phases that belong to no package, in their order
     */
    record Found(List<Slower> slower, List<GrownPhase> grown) {
        /** No evidence of a change. */
        static final Found NOTHING = new Found(List.of(), List.of());

        boolean isNothing() {
            return slower.isEmpty() && grown.isEmpty();
        }
    }

    /** Compares the arms. */
    static Found of(
            ArmProfile candidate,
            ArmProfile baseline,
            List<ExplainedStart> candidateStarts,
            List<ExplainedStart> baselineStarts,
            Optional<ArmBuild> candidateBuild,
            Optional<ArmBuild> baselineBuild) {
        ArmComparison comparison = new ArmComparison(candidate, baseline, candidateStarts, baselineStarts);
        Set<String> names = comparison.namesWorthALook();
        // There is one additional test, for main(), and one for each phase without packages.
        double level = LEVEL / (names.size() + 1 + NO_PACKAGES.size());
        List<Slower> found =
                new ArrayList<>(comparison.packages(names, level, new Versions(candidateBuild, baselineBuild)));
        comparison.main(level).ifPresent(found::add);
        found.sort(Comparator.<Slower>comparingDouble(slower -> -slower.nanos()).thenComparing(Slower::packageName));
        return new Found(comparison.withCause(found), comparison.grown(level));
    }

    private List<GrownPhase> grown(double level) {
        return NO_PACKAGES.stream()
                .filter(phase -> byStops(candidate.nanos(phase), baseline.nanos(phase), level))
                .map(phase -> new GrownPhase(
                        phase,
                        candidate.nanos(phase).value() - baseline.nanos(phase).value()))
                .toList();
    }

    private static Map<String, List<PackageInit>> byPackage(List<ExplainedStart> traces) {
        Map<String, List<PackageInit>> packages = new HashMap<>();
        for (ExplainedStart start : traces) {
            start.packages()
                    .forEach(init -> packages.computeIfAbsent(init.name(), name -> new ArrayList<>())
                            .add(init));
        }
        return packages;
    }

    private Set<String> namesWorthALook() {
        Set<String> names = new LinkedHashSet<>();
        candidate.packages().stream()
                .filter(cost -> isWorthALook(cost)
                        || baseline.cost(cost.name())
                                .filter(ArmComparison::isWorthALook)
                                .isPresent())
                .forEach(cost -> names.add(cost.name()));
        return names;
    }

    private List<Slower> packages(Set<String> names, double level, Versions versions) {
        List<Slower> found = new ArrayList<>();
        for (String name : names) {
            PackageCost now = candidate.cost(name).orElseThrow();
            Optional<PackageCost> before = baseline.cost(name);
            boolean slower = ofCandidate.isEmpty() || ofBaseline.isEmpty()
                    ? byStops(now.nanos(), before.map(PackageCost::nanos).orElse(Estimate.NONE), level)
                    : byTrace(name, before, level);
            if (slower) {
                found.add(slower(now, before, versions));
            }
        }
        return found;
    }

    private static boolean isWorthALook(PackageCost cost) {
        return cost.nanos().value() >= LEAST_NANOS || cost.allocs() >= LEAST_ALLOCS;
    }

    private boolean byTrace(String name, Optional<PackageCost> before, double level) {
        double[] now = values(ofCandidate.get(name), PackageInit::nanos, tracedCandidate, before.isEmpty());
        double[] then = values(ofBaseline.get(name), PackageInit::nanos, tracedBaseline, before.isEmpty());
        double delta = Estimate.median(now).value() - Estimate.median(then).value();
        boolean matters =
                delta >= Math.max(LEAST_NANOS, LEAST_SHARE * baseline.next().value());
        if (matters && isGreater(now, then, level)) {
            return true;
        }
        double[] allocs = values(ofCandidate.get(name), PackageInit::allocs, tracedCandidate, before.isEmpty());
        double[] allocsThen = values(ofBaseline.get(name), PackageInit::allocs, tracedBaseline, before.isEmpty());
        double more =
                Estimate.median(allocs).value() - Estimate.median(allocsThen).value();
        return allocs.length >= LEAST_DISJOINT
                && allocsThen.length >= LEAST_DISJOINT
                && least(allocs) > greatest(allocsThen)
                && more
                        >= Math.max(
                                LEAST_ALLOCS,
                                SAME_SHARE * Estimate.median(allocsThen).value())
                && delta >= LEAST_SHARE * baseline.next().value();
    }

    /** Returns the values. A package that the baseline does not have took no time in every start of the baseline. */
    private static double[] values(
            @org.jspecify.annotations.Nullable List<PackageInit> inits,
            ToDoubleFunction<PackageInit> figure,
            int starts,
            boolean absent) {
        if (inits == null) {
            return absent ? new double[starts] : new double[0];
        }
        return inits.stream().mapToDouble(figure).toArray();
    }

    private static boolean isGreater(double[] now, double[] then, double level) {
        if (now.length < 3 || then.length < 3) {
            return false;
        }
        return MannWhitneyUTest.withDefaults()
                        .with(AlternativeHypothesis.GREATER_THAN)
                        .test(now, then)
                        .getPValue()
                <= level;
    }

    private static double least(double[] values) {
        return Arrays.stream(values).min().orElse(0);
    }

    private static double greatest(double[] values) {
        return Arrays.stream(values).max().orElse(0);
    }

    /** Tests shares of stops, which are approximately normal; their standard errors follow from their intervals. */
    private boolean byStops(Estimate now, Estimate then, double level) {
        double delta = now.value() - then.value();
        double error = Math.hypot(now.high() - now.low(), then.high() - then.low()) / INTERVAL_WIDTH;
        double quantile = NormalDistribution.of(0, 1).inverseSurvivalProbability(level);
        return delta >= Math.max(LEAST_NANOS, LEAST_SHARE * baseline.next().value()) && delta > quantile * error;
    }

    private Slower slower(PackageCost now, Optional<PackageCost> before, Versions versions) {
        long allocs = now.allocs() - before.map(PackageCost::allocs).orElse(0L);
        long bytes = now.bytes() - before.map(PackageCost::bytes).orElse(0L);
        boolean told = now.allocs() >= 0;
        boolean same = told
                && before.isPresent()
                && Math.abs(allocs)
                        <= Math.max(SAME_ALLOCS, SAME_SHARE * before.get().allocs());
        boolean struck =
                now.collections() > before.map(PackageCost::collections).orElse(0.0);
        return new Slower(
                now.name(),
                same && struck ? Slower.Kind.VICTIM : Slower.Kind.CAUSE,
                now.nanos().value() - before.map(cost -> cost.nanos().value()).orElse(0.0),
                told ? allocs : 0,
                told ? bytes : 0,
                before.isEmpty(),
                now.at(),
                List.of(),
                "",
                false,
                versions.of(now.name()));
    }

    private Optional<Slower> main(double level) {
        Estimate now = candidate.nanos(Phase.MAIN);
        Estimate then = baseline.nanos(Phase.MAIN);
        if (!byStops(now, then, level)) {
            return Optional.empty();
        }
        ArmProfile.Called called =
                candidate.calls().isEmpty() ? null : candidate.calls().get(0);
        return Optional.of(new Slower(
                Slower.MAIN,
                Slower.Kind.CAUSE,
                now.value() - then.value(),
                0,
                0,
                then.value() == 0,
                called == null ? "" : called.at(),
                List.of(),
                "",
                false,
                Optional.empty()));
    }

    /**
     * Adds the cause of a garbage collection, if none was found otherwise: the package with the largest increase in
     * allocations.
     */
    private List<Slower> withCause(List<Slower> found) {
        boolean victims = found.stream().anyMatch(slower -> slower.kind() == Slower.Kind.VICTIM);
        boolean causes = found.stream().anyMatch(slower -> slower.kind() == Slower.Kind.CAUSE);
        if (!victims || causes) {
            return found;
        }
        Map<String, Long> more = new LinkedHashMap<>();
        candidate
                .packages()
                .forEach(cost -> more.put(
                        cost.name(),
                        cost.bytes()
                                - baseline.cost(cost.name())
                                        .map(PackageCost::bytes)
                                        .orElse(0L)));
        Optional<Map.Entry<String, Long>> most = more.entrySet().stream()
                .filter(entry -> entry.getValue() >= SAME_SHARE * Math.max(1, baseline.initBytes()))
                .max(Map.Entry.comparingByValue());
        List<Slower> all = new ArrayList<>(found);
        most.flatMap(entry -> candidate.cost(entry.getKey()))
                .map(cost -> slower(cost, baseline.cost(cost.name()), new Versions(Optional.empty(), Optional.empty())))
                .map(slower -> slower.because(Slower.Kind.CAUSE))
                .filter(slower ->
                        found.stream().noneMatch(each -> each.packageName().equals(slower.packageName())))
                .ifPresent(slower -> all.add(0, slower));
        return all;
    }
}
