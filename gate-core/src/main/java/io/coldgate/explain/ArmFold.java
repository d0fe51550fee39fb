package io.coldgate.explain;

import io.coldgate.sample.ExplainedStart;
import io.coldgate.sample.ExplainedStart.Counters;
import io.coldgate.sample.ExplainedStart.Kind;
import io.coldgate.sample.ExplainedStart.Look;
import io.coldgate.sample.ExplainedStart.PackageInit;
import io.coldgate.sample.ExplainedStart.Phase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** Folds the watched starts of an arm into its profile. */
final class ArmFold {
    /** The largest share of interleaved lines in a usable start; noisy functions interleave up to 5 of 100. */
    private static final double MOST_TORN = .1;

    private ArmFold() {}

    /** Folds the starts of one arm of one function. */
    static ArmProfile of(List<ExplainedStart> starts) {
        LookShares shares = new LookShares(starts);
        Estimate next =
                Estimate.median(times(starts, Kind.PLAIN, start -> start.times().next()));
        List<ExplainedStart> traced = usableTraces(starts);
        List<PhaseShare> phases = phases(shares, next.value());
        List<ExplainedStart> failed =
                starts.stream().filter(start -> !worked(start)).toList();
        return new ArmProfile(
                next,
                Estimate.median(
                        times(starts, Kind.HANDLED, start -> start.times().handler())),
                starts.stream()
                        .filter(start ->
                                start.kind() == Kind.FIRST && start.times().next() > 0)
                        .mapToLong(start -> start.times().next())
                        .findFirst()
                        .orElse(0),
                counters(starts, Kind.FIRST),
                phases,
                named(shares),
                packages(traced, shares, next.value()),
                !traced.isEmpty(),
                countsAllocs(traced) ? Math.round(median(traced, ArmFold::allocs)) : -1,
                countsAllocs(traced) ? Math.round(median(traced, ArmFold::bytes)) : -1,
                traced.isEmpty() ? 0 : median(traced, ExplainedStart::collections),
                counters(starts, Kind.PLAIN),
                calls(shares),
                shares.looks(),
                taken(starts),
                failed.size(),
                FailedStart.textOfLast(failed));
    }

    private static boolean worked(ExplainedStart start) {
        return start.end().worked();
    }

    /** Returns the usable traces. A runtime that ignored the trace has no lines at all. */
    static List<ExplainedStart> usableTraces(List<ExplainedStart> starts) {
        return starts.stream()
                .filter(start ->
                        start.kind() == Kind.TRACED && start.packages().stream().anyMatch(PackageInit::isTimed))
                .filter(start -> start.torn() <= MOST_TORN * start.packages().size())
                .toList();
    }

    private static double[] times(List<ExplainedStart> starts, Kind kind, ToLongFunction<ExplainedStart> time) {
        return starts.stream()
                .filter(start -> start.kind() == kind && worked(start) && time.applyAsLong(start) > 0)
                .mapToDouble(time::applyAsLong)
                .toArray();
    }

    private static List<PhaseShare> phases(LookShares shares, double next) {
        List<PhaseShare> phases = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            Estimate share = shares.share(look -> look.phase() == phase);
            if (share.value() > 0) {
                phases.add(new PhaseShare(phase, scaled(share, next), share.value()));
            }
        }
        return phases;
    }

    private static Estimate scaled(Estimate share, double by) {
        return new Estimate(share.value() * by, share.low() * by, share.high() * by);
    }

    private static double named(LookShares shares) {
        return shares.isEmpty()
                ? 0
                : 1 - shares.share(look -> look.phase() == Phase.UNKNOWN).value();
    }

    private static List<PackageCost> packages(List<ExplainedStart> traced, LookShares shares, double next) {
        Map<String, List<PackageInit>> inits = new LinkedHashMap<>();
        for (ExplainedStart start : traced) {
            start.packages()
                    .forEach(init -> inits.computeIfAbsent(init.name(), name -> new ArrayList<>())
                            .add(init));
        }
        List<PackageCost> costs = new ArrayList<>();
        boolean counts = countsAllocs(traced);
        inits.forEach((name, each) -> costs.add(traced(name, each, shares, counts)));
        if (traced.isEmpty()) {
            shares.looks().stream()
                    .filter(look -> look.phase() == Phase.INIT)
                    .map(Look::subject)
                    .distinct()
                    .forEach(name -> costs.add(stopped(name, shares, next)));
        }
        costs.sort(Comparator.<PackageCost>comparingDouble(cost -> -cost.nanos().value())
                .thenComparing(PackageCost::name));
        return costs;
    }

    private static PackageCost traced(String name, List<PackageInit> inits, LookShares shares, boolean counts) {
        Estimate middle =
                Estimate.median(inits.stream().mapToDouble(PackageInit::nanos).toArray());
        Estimate low = Estimate.median(
                inits.stream().mapToDouble(PackageInit::lowNanos).toArray());
        Estimate high = Estimate.median(
                inits.stream().mapToDouble(PackageInit::highNanos).toArray());
        return new PackageCost(
                name,
                new Estimate(middle.value(), low.low(), high.high()),
                counts ? median(inits, PackageInit::allocs) : -1,
                counts ? median(inits, PackageInit::bytes) : -1,
                Estimate.median(inits.stream()
                                .mapToDouble(PackageInit::collections)
                                .toArray())
                        .value(),
                hottest(name, shares),
                looks(name, shares));
    }

    private static long median(List<PackageInit> inits, ToLongFunction<PackageInit> count) {
        return Math.round(
                Estimate.median(inits.stream().mapToDouble(count::applyAsLong).toArray())
                        .value());
    }

    private static PackageCost stopped(String name, LookShares shares, double next) {
        return new PackageCost(
                name,
                scaled(shares.share(look -> isInit(look, name)), next),
                -1,
                -1,
                0,
                hottest(name, shares),
                looks(name, shares));
    }

    private static boolean isInit(Look look, String name) {
        return look.phase() == Phase.INIT && look.subject().equals(name);
    }

    private static int looks(String name, LookShares shares) {
        return (int) shares.looks().stream().filter(look -> isInit(look, name)).count();
    }

    private static String hottest(String name, LookShares shares) {
        Map<String, Integer> lines = new HashMap<>();
        shares.looks().stream()
                .filter(look -> isInit(look, name) && !look.at().isEmpty())
                .forEach(look -> lines.merge(look.at(), 1, Integer::sum));
        return lines.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private static List<ArmProfile.Called> calls(LookShares shares) {
        Map<String, Look> each = new LinkedHashMap<>();
        shares.looks().stream()
                .filter(look -> look.phase() == Phase.MAIN && !look.at().isEmpty())
                .forEach(look -> each.putIfAbsent(look.subject() + " " + look.at(), look));
        return each.values().stream()
                .map(one -> new ArmProfile.Called(
                        one.subject(),
                        one.at(),
                        shares.share(look -> look.phase() == Phase.MAIN
                                        && look.subject().equals(one.subject())
                                        && look.at().equals(one.at()))
                                .value()))
                .sorted(Comparator.comparingDouble(called -> -called.share()))
                .toList();
    }

    /**
     * Returns whether allocations were counted: Python reports times but no allocations, and every Go program has some.
     */
    private static boolean countsAllocs(List<ExplainedStart> traced) {
        return traced.stream().anyMatch(start -> allocs(start) > 0);
    }

    private static double allocs(ExplainedStart start) {
        return start.packages().stream().mapToLong(PackageInit::allocs).sum();
    }

    private static double bytes(ExplainedStart start) {
        return start.packages().stream().mapToLong(PackageInit::bytes).sum();
    }

    private static double median(List<ExplainedStart> starts, ToDoubleFunction<ExplainedStart> figure) {
        return Estimate.median(starts.stream().mapToDouble(figure).toArray()).value();
    }

    private static Optional<Counters> counters(List<ExplainedStart> starts, Kind kind) {
        List<Counters> all = starts.stream()
                .filter(start -> start.kind() == kind)
                .flatMap(start -> start.counters().stream())
                .toList();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Counters(
                medianOf(all, Counters::cpuNanos),
                medianOf(all, Counters::waitNanos),
                medianOf(all, Counters::minorFaults),
                medianOf(all, Counters::majorFaults),
                medianOf(all, Counters::readBytes),
                medianOf(all, Counters::readCalls),
                medianOf(all, Counters::writtenBytes),
                medianOf(all, Counters::diskBytes),
                medianOf(all, Counters::sockets)));
    }

    private static long medianOf(List<Counters> all, ToLongFunction<Counters> count) {
        return Math.round(
                Estimate.median(all.stream().mapToDouble(count::applyAsLong).toArray())
                        .value());
    }

    private static Map<Kind, Integer> taken(List<ExplainedStart> starts) {
        Map<Kind, Integer> taken = new HashMap<>();
        starts.stream().filter(ArmFold::worked).forEach(start -> taken.merge(start.kind(), 1, Integer::sum));
        return taken;
    }
}
