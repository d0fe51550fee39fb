package io.coldgate.explain;

import io.coldgate.sample.ArmBuild;
import io.coldgate.sample.ExplainedStart.Phase;
import io.coldgate.sample.ImportFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules that lead from observations to a cause and a remedy. Advice needs two of three sources: stops, counts of
 * the runtime or the kernel, and facts about the build; docs/explain.md has the table.
 */
final class AdviceRules {
    /** The minimum for an init to count as one with many allocations. */
    private static final long MANY_ALLOCS = 1_000;

    private static final double TENTH = .1;

    private static final double MORE_FAULTS = 1.2;

    private final ArmProfile now;
    private final Optional<ArmProfile> then;
    private final Optional<ArmBuild> build;
    private final Optional<Advice> flags;
    private final List<Slower> slower;
    private final Optional<VariableTrial> tried;
    private final Map<String, ImportFinding> imports;

    AdviceRules(
            ArmProfile now,
            Optional<ArmProfile> then,
            Optional<ArmBuild> build,
            Optional<Advice> flags,
            List<Slower> slower,
            Optional<VariableTrial> tried,
            Map<String, ImportFinding> imports) {
        this.now = now;
        this.then = then;
        this.build = build;
        this.flags = flags;
        this.slower = slower;
        this.tried = tried;
        this.imports = imports;
    }

    List<Advice> all() {
        List<Advice> all = new ArrayList<>();
        flags.ifPresent(all::add);
        all.addAll(updates());
        CounterRules counters = new CounterRules(now, build);
        compiled().ifPresent(all::add);
        all.addAll(counters.all());
        Stream.of(table(), collections(), unpacksItself(), norpc())
                .flatMap(Optional::stream)
                .forEach(all::add);
        all.addAll(new InitRules(now, this::isOwn, slower, imports).all(all));
        counters.busyHost().ifPresent(all::add);
        return all;
    }

    /** Returns whether a package belongs to the program's own module. */
    private boolean isOwn(String packageName) {
        return packageName.equals("main")
                || build.map(ArmBuild::mainModule)
                        .filter(module -> !module.isEmpty() && GoModule.isIn(packageName, module))
                        .isPresent();
    }

    private static boolean compiles(String function) {
        String name = function.toLowerCase(Locale.ROOT);
        return LookEvidence.startsWithAny(function, "regexp.", "regexp/syntax.", "text/template", "html/template")
                || name.contains("compile");
    }

    private Optional<Advice> compiled() {
        Optional<LookEvidence> stops = LookEvidence.of(
                now, look -> look.phase() == Phase.INIT && isOwn(look.subject()), AdviceRules::compiles);
        long allocs = now.packages().stream()
                .filter(cost -> isOwn(cost.name()))
                .mapToLong(PackageCost::allocs)
                .sum();
        if (stops.isEmpty() || allocs < MANY_ALLOCS) {
            return Optional.empty();
        }
        return Optional.of(new Advice(
                "compiled-in-init",
                stops.get().text(now.looks().size()) + "; " + Amounts.count(allocs)
                        + " allocations in the program's own inits",
                "compile on first use: wrap it in sync.OnceValue, or precompute it",
                stops.get().at()));
    }

    private List<Advice> updates() {
        List<Advice> all = new ArrayList<>();
        for (Slower each : slower) {
            each.version()
                    .filter(version -> each.kind() == Slower.Kind.CAUSE)
                    .ifPresent(version -> all.add(new Advice(
                            "update",
                            version.module() + " is " + version.to() + " (before: " + version.from()
                                    + "), and the init of " + each.packageName() + " takes "
                                    + Amounts.time(each.nanos())
                                    + " more",
                            "pin " + version.module() + " at " + version.from() + ", and report it there",
                            each.at())));
        }
        return all;
    }

    private Optional<Advice> collections() {
        Optional<VariableTrial> helps = tried.filter(VariableTrial::proven);
        if (now.collections() < 1 || helps.isEmpty()) {
            return Optional.empty();
        }
        VariableTrial with = helps.get();
        return Optional.of(new Advice(
                "gc-before-ready",
                Amounts.number(now.collections())
                        + (now.collections() == 1 ? " garbage collection" : " garbage collections")
                        + " before the first request for work; with "
                        + with.variables() + " a start was "
                        + Amounts.time(with.gain().value()) + " faster ("
                        + Amounts.time(with.gain().low()) + " to "
                        + Amounts.time(with.gain().high()) + ", " + with.starts()
                        + " starts)",
                "allocate less in inits, or set " + with.variables(),
                ""));
    }

    private Optional<Advice> table() {
        // Other flags can cause more page faults in any init.
        if (flags.isPresent()
                || then.isEmpty()
                || now.counters().isEmpty()
                || then.get().counters().isEmpty()) {
            return Optional.empty();
        }
        long faults = now.counters().get().minorFaults();
        long before = then.get().counters().get().minorFaults();
        if (faults <= MORE_FAULTS * before) {
            return Optional.empty();
        }
        return slower.stream()
                .filter(each -> each.kind() == Slower.Kind.CAUSE && !each.isNew())
                .filter(each -> each.nanos() >= TENTH * now.next().value())
                .filter(each -> !each.packageName().equals(Slower.MAIN) && Math.abs(each.allocs()) < MANY_ALLOCS / 10)
                .findFirst()
                .map(each -> new Advice(
                        "static-table",
                        "the init of " + each.packageName() + " takes " + Amounts.time(each.nanos())
                                + " more with as many allocations as before, and page faults went from "
                                + Amounts.count(before)
                                + " to " + Amounts.count(faults),
                        "fill the table when it is first needed",
                        each.at()));
    }

    private Optional<Advice> unpacksItself() {
        double share =
                now.nanos(Phase.PROCESS_START).value() / Math.max(1, now.next().value());
        return build.filter(each -> each.packed() && share >= TENTH)
                .map(each -> new Advice(
                        "unpacks-itself",
                        "the program is packed by UPX, and " + Amounts.percent(share)
                                + " of the start pass before its runtime begins",
                        "ship it plain: Lambda zips the package anyway",
                        ""));
    }

    private Optional<Advice> norpc() {
        boolean initialised = now.cost("net/rpc").isPresent();
        return build.filter(each -> initialised
                        && !each.language().isEmpty()
                        && !each.tags().contains("lambda.norpc"))
                .map(each -> new Advice(
                        "lambda-norpc",
                        "net/rpc is initialised, and the build tags are "
                                + (each.tags().isEmpty() ? "none" : each.tags()),
                        "build with -tags lambda.norpc: custom runtimes never use it",
                        ""));
    }
}
