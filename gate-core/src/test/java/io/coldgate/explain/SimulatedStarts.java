package io.coldgate.explain;

import io.coldgate.sample.Arm;
import io.coldgate.sample.ExplainedStart;
import io.coldgate.sample.ExplainedStart.End;
import io.coldgate.sample.ExplainedStart.Kind;
import io.coldgate.sample.ExplainedStart.Look;
import io.coldgate.sample.ExplainedStart.PackageInit;
import io.coldgate.sample.ExplainedStart.Phase;
import io.coldgate.sample.ExplainedStart.Times;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Starts of a function whose truth is known: its packages with their times and allocations, and what surrounds them.
 * Times vary from start to start as they were measured to: by some 24 % a package.
 */
final class SimulatedStarts {
    /** How much the init of a package varies. */
    static final double SPREAD = .24;

    private static final double PROCESS = .3e6;
    private static final double RUNTIME = .5e6;
    private static final double CLIENT = .9e6;

    /** A package's init: its time in ns, allocations, and collections during it. */
    record Init(double nanos, long allocs, int collections) {}

    private final Map<String, Init> packages = new LinkedHashMap<>();
    private double process = PROCESS;
    private double main = .3e6;
    private double spread = SPREAD;

    /** The functions that the design measured have some 45 packages that count; most are small. */
    static SimulatedStarts usual() {
        SimulatedStarts starts = new SimulatedStarts();
        for (int i = 0; i < 45; i++) {
            starts.init("example.com/p" + i, 60_000 + 4_000 * i, 60 + 20L * i, 0);
        }
        return starts.init("example.com/large", 7e6, 40_346, 0).init("main", 2e6, 900, 0);
    }

    SimulatedStarts init(String name, double nanos, long allocs, int collections) {
        packages.put(name, new Init(nanos, allocs, collections));
        return this;
    }

    SimulatedStarts process(double nanos) {
        process = nanos;
        return this;
    }

    SimulatedStarts main(double nanos) {
        main = nanos;
        return this;
    }

    SimulatedStarts spread(double share) {
        spread = share;
        return this;
    }

    /** Takes starts; the same seed gives the same. */
    List<ExplainedStart> take(Arm arm, int traced, int stops, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<ExplainedStart> starts = new ArrayList<>();
        long slowest = 0;
        for (int i = 0; i < 12; i++) {
            ExplainedStart plain = plain(arm, random);
            starts.add(plain);
            slowest = Math.max(slowest, plain.times().next());
        }
        for (int i = 0; i < traced; i++) {
            starts.add(traced(arm, random));
        }
        double shift = random.nextDouble();
        for (int i = 0; i < stops; i++) {
            starts.add(stopped(arm, random, Math.round(1.1 * slowest * (i + shift) / stops)));
        }
        return starts;
    }

    /** A factor whose median is one. */
    static double noise(SplittableRandom random, double spread) {
        return Math.exp(spread * random.nextGaussian());
    }

    static ExplainedStart timed(Kind kind, long next) {
        return start(Arm.CANDIDATE, kind, End.NEXT, next, 0, List.of(), 0, Optional.empty());
    }

    static ExplainedStart looked(long stop, Phase phase, String subject, String... path) {
        return start(
                Arm.CANDIDATE,
                Kind.STOPPED,
                End.STOPPED,
                0,
                stop,
                List.of(),
                0,
                Optional.of(new Look(phase, subject, path.length == 0 ? "" : "/src/main.go:7", List.of(path))));
    }

    static ExplainedStart late(long stop) {
        return start(Arm.CANDIDATE, Kind.STOPPED, End.NEXT, 1, stop, List.of(), 0, Optional.empty());
    }

    private record Part(Phase phase, String name, double nanos) {}

    private List<Part> parts(SplittableRandom random) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(Phase.PROCESS_START, "", process * noise(random, spread)));
        parts.add(new Part(Phase.RUNTIME, "", RUNTIME * noise(random, spread)));
        packages.forEach((name, init) -> parts.add(new Part(Phase.INIT, name, init.nanos() * noise(random, spread))));
        parts.add(new Part(Phase.MAIN, "main.warm", main * noise(random, spread)));
        parts.add(new Part(Phase.CLIENT, "", CLIENT * noise(random, spread)));
        return parts;
    }

    private ExplainedStart plain(Arm arm, SplittableRandom random) {
        double next = parts(random).stream().mapToDouble(Part::nanos).sum();
        return start(arm, Kind.PLAIN, End.NEXT, Math.round(next), 0, List.of(), 0, Optional.empty());
    }

    private ExplainedStart traced(Arm arm, SplittableRandom random) {
        List<PackageInit> inits = new ArrayList<>();
        double next = 0;
        int collections = 0;
        for (Part part : parts(random)) {
            next += part.nanos();
            if (part.phase() == Phase.INIT) {
                Init init = packages.get(part.name());
                // Map seeds change one allocation more or less.
                long allocs = init.allocs() + random.nextInt(3);
                collections += init.collections();
                inits.add(new PackageInit(
                        part.name(),
                        Math.round(part.nanos()),
                        Math.round(part.nanos()) + 10_000,
                        allocs * 100,
                        allocs,
                        init.collections()));
            }
        }
        return start(arm, Kind.TRACED, End.NEXT, Math.round(next), 0, inits, collections, Optional.empty());
    }

    private ExplainedStart stopped(Arm arm, SplittableRandom random, long stop) {
        double passed = 0;
        for (Part part : parts(random)) {
            passed += part.nanos();
            if (stop < passed) {
                boolean named = part.phase() == Phase.INIT || part.phase() == Phase.MAIN;
                Look look =
                        new Look(part.phase(), part.name(), named ? "/src/" + part.name() + ".go:7" : "", List.of());
                return start(arm, Kind.STOPPED, End.STOPPED, 0, stop, List.of(), 0, Optional.of(look));
            }
        }
        return start(arm, Kind.STOPPED, End.NEXT, Math.round(passed), stop, List.of(), 0, Optional.empty());
    }

    private static ExplainedStart start(
            Arm arm,
            Kind kind,
            End end,
            long next,
            long stop,
            List<PackageInit> inits,
            int collections,
            Optional<Look> look) {
        Times times = new Times(0, 0, next, stop, 0);
        return new ExplainedStart("f", arm, kind, end, times, Optional.empty(), inits, collections, 0, look, "");
    }
}
