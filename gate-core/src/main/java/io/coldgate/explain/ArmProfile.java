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
 * The parts that one arm's start is made of.
 *
 * @param next spawn to the first {@code next} of plain starts, ns: the median
 * @param handler the first run of the handler, ns; nothing where it was not run
 * @param firstNext the first start in its environment, ns; 0 where it is not known
 * @param firstCounters what the kernel counted of that first start; empty where it could not be read
 * @param phases the phases in their order; they add up to {@code next}
 * @param namedShare the share of the start whose phase is known, 0 to 1
 * @param packages costs of package inits, the dearest first
 * @param clocked whether their times are the runtime's own, and not shares of the stops
 * @param initAllocs allocations of all package inits, the median; -1 where the runtime does not tell
 * @param initBytes what they allocated, the median; -1 where the runtime does not tell
 * @param collections garbage collections before the first {@code next}, the median of traced starts
 * @param counters medians of what the kernel counted; empty where it could not be read
 * @param calls what {@code main} was found to wait for, with the line in {@code main}, the most frequent first
 * @param looks stops that found the function on its way
 * @param taken how many starts of each kind worked
 * @param failed how many did not
 * @param trouble the last words of one that did not; empty for none
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
     * @param share of the start
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

    /** Returns the time of a phase; nothing where it was never seen. */
    public Estimate nanos(Phase phase) {
        return phases.stream()
                .filter(each -> each.phase() == phase)
                .map(PhaseShare::nanos)
                .findFirst()
                .orElse(Estimate.NONE);
    }

    /** Returns the cost of a package; empty where it has no init, or none that was seen. */
    public Optional<PackageCost> cost(String name) {
        return packages.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** Returns the sum of all package inits by the runtime's own clock, ns; -1 where there is none. */
    public double tracedNanos() {
        return !clocked
                ? -1
                : packages.stream().mapToDouble(each -> each.nanos().value()).sum();
    }
}
