package io.coldgate.explain;

import io.coldgate.sample.ExplainedStart;
import io.coldgate.sample.ExplainedStart.Counters;
import io.coldgate.sample.ExplainedStart.Kind;
import io.coldgate.sample.ExplainedStart.Look;
import io.coldgate.sample.ExplainedStart.Phase;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The composition of one arm's start.
 *
 * @param next median time from spawn to the first {@code next} of plain starts, ns
 * @param handler the first run of the handler, ns; zero if it was not run
 * @param firstNext the first start in its environment, ns; 0 if not known
 * @param firstCounters the kernel's counts of that first start; empty if they could not be read
 * @param phases the phases in their order; they add up to {@code next}
 * @param namedShare the share of the start whose phase is known, 0 to 1
 * @param packages costs of package inits, the most expensive first
 * @param clocked whether their times come from the runtime rather than from shares of the stops
 * @param initAllocs allocations of all package inits, the median; -1 if the runtime does not report them
 * @param initBytes the bytes that they allocated, the median; -1 if the runtime does not report them
 * @param collections garbage collections before the first {@code next}, the median of traced starts
 * @param counters medians of the kernel's counts; empty if they could not be read
 * @param calls the calls in which {@code main} was found, with the line in {@code main}, the most frequent first
 * @param looks stops during the start
 * @param taken the number of starts of each kind that worked
 * @param failed the number of starts that did not
 * @param trouble how the last failed start ended, and its error; empty for none
 */
public record ArmProfile(
        Estimate next,
        Estimate handler,
        double firstNext,
        Optional<Counters> firstCounters,
        List<PhaseShare> phases,
        double namedShare,
        List<PackageCost> packages,
        boolean clocked,
        long initAllocs,
        long initBytes,
        double collections,
        Optional<Counters> counters,
        List<Called> calls,
        List<Look> looks,
        Map<Kind, Integer> taken,
        int failed,
        String trouble) {
    /**
     * A call of {@code main} that takes time.
     *
     * @param call the function that {@code main} has called
     * @param at the line of {@code main}
     * @param share its share of the start
     */
    public record Called(String call, String at, double share) {}

    /** Copies the collections. */
    public ArmProfile {
        phases = List.copyOf(phases);
        packages = List.copyOf(packages);
        calls = List.copyOf(calls);
        looks = List.copyOf(looks);
        taken = Map.copyOf(taken);
    }

    /** Folds the starts of one arm of one function. */
    public static ArmProfile of(List<ExplainedStart> starts) {
        return ArmFold.of(starts);
    }

    /** Returns whether any start worked; otherwise there is nothing to explain but the failure. */
    public boolean worked() {
        return next.value() > 0;
    }

    /** Returns the time of a phase; zero if it was never observed. */
    public Estimate nanos(Phase phase) {
        return phases.stream()
                .filter(each -> each.phase() == phase)
                .map(PhaseShare::nanos)
                .findFirst()
                .orElse(Estimate.NONE);
    }

    /** Returns the cost of a package; empty if it has no init, or none was observed. */
    public Optional<PackageCost> cost(String name) {
        return packages.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** Returns the sum of all package inits by the runtime's own clock, ns; -1 if there is none. */
    public double tracedNanos() {
        return !clocked
                ? -1
                : packages.stream().mapToDouble(each -> each.nanos().value()).sum();
    }
}
