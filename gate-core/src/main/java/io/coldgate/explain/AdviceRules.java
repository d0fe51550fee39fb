package io.coldgate.explain;

import io.coldgate.sample.ArmBuild;
import io.coldgate.sample.ExplainedStart.Counters;
import io.coldgate.sample.ExplainedStart.Phase;
import io.coldgate.sample.ImportFinding;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * From what was seen to its cause and what to do. An advice needs two of three sources: stops, what the runtime or the
 * kernel counted, and what is known of the build; docs/explain.md has the table.
 */
final class AdviceRules {
    /** An init that allocates much has at least this many. */
    private static final long MANY_ALLOCS = 1_000;

    private static final double TENTH = .1;

    /** Go's first garbage collection comes when the heap reaches 4 MB (runtime/mgcpacer.go, defaultHeapMinimum). */
    private static final double FIRST_HEAP = 4 << 20;

    /** A function that does nothing makes 6 to 8 read calls of 2 to 6 kB before its first {@code next}. */
    private static final long MANY_READS = 100;

    private static final long MUCH_READ = 1 << 20;

    /** Go's resolver reads nsswitch.conf, resolv.conf and hosts, each to its end: some ten calls more. */
    private static final long READS_OF_A_RESOLVER = 12;

    private static final long MUCH_WRITTEN = 16 << 10;

    /** One is the connection to the Runtime API. */
    private static final long USUAL_SOCKETS = 1;

    /** On a quiet host the threads of one start wait for each other for up to 40 % of it. */
    private static final double BUSY_SHARE = .5;

    private static final double SLOW_FIRST = 2;
    private static final double LEAST_FIRST_NANOS = 3e6;
    private static final double MORE_FAULTS = 1.2;

    private final ArmProfile now;
    private final Optional<ArmProfile> then;
    private final Optional<ArmBuild> build;
    private final List<Slower> slower;
    private final Optional<Tried> tried;
    private final Map<String, ImportFinding> imports;

    AdviceRules(
            ArmProfile now,
            Optional<ArmProfile> then,
            Optional<ArmBuild> build,
            List<Slower> slower,
            Optional<Tried> tried,
            Map<String, ImportFinding> imports) {
        this.now = now;
        this.then = then;
        this.build = build;
        this.slower = slower;
        this.tried = tried;
        this.imports = imports;
    }

    List<Advice> all() {
        List<Advice> all = new ArrayList<>();
        all.addAll(updates());
        Stream.of(
                        compiled(),
                        files(),
                        logs(),
                        resolver(),
                        connection(),
                        waiting(),
                        table(),
                        collections(),
                        readingCode(),
                        unpacksItself(),
                        norpc())
                .flatMap(Optional::stream)
                .forEach(all::add);
        all.addAll(new InitRules(now, this::isOwn, slower, imports).all(all));
        busyHost().ifPresent(all::add);
        return all;
    }

    private Optional<LookEvidence> stopsIn(Predicate<String> callee) {
        return LookEvidence.of(now, callee);
    }

    private String shown(LookEvidence evidence) {
        return evidence.text(now.looks().size());
    }

    private static boolean startsWithAny(String function, String... prefixes) {
        return Stream.of(prefixes).anyMatch(function::startsWith);
    }

    /** Returns whether a package is of the program's own module. */
    private boolean isOwn(String packageName) {
        return packageName.equals("main")
                || build.map(ArmBuild::mainModule)
                        .filter(module -> !module.isEmpty() && Versions.isIn(packageName, module))
                        .isPresent();
    }

    private static boolean compiles(String function) {
        String name = function.toLowerCase(Locale.ROOT);
        return startsWithAny(function, "regexp.", "regexp/syntax.", "text/template", "html/template")
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
                shown(stops.get()) + "; " + count(allocs) + " allocations in the program's own inits",
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
                                    + "), and the init of " + each.packageName() + " takes " + time(each.nanos())
                                    + " more",
                            "pin " + version.module() + " at " + version.from() + ", and report it there",
                            each.at())));
        }
        return all;
    }

    private Optional<Advice> collections() {
        boolean grows = now.initBytes() >= FIRST_HEAP / 2 || now.collections() >= 1;
        Optional<Tried> helps = tried.filter(Tried::proven);
        if (now.collections() < 1 || !grows || helps.isEmpty()) {
            return Optional.empty();
        }
        Tried with = helps.get();
        return Optional.of(new Advice(
                "gc-before-ready",
                number(now.collections())
                        + (now.collections() == 1 ? " garbage collection" : " garbage collections")
                        + " before the first request for work; with "
                        + with.variables() + " a start was " + time(with.gain().value()) + " faster ("
                        + time(with.gain().low()) + " to " + time(with.gain().high()) + ", " + with.starts()
                        + " starts)",
                "allocate less in inits, or set " + with.variables(),
                ""));
    }

    private Optional<Advice> table() {
        if (then.isEmpty() || now.counters().isEmpty() || then.get().counters().isEmpty()) {
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
                        "the init of " + each.packageName() + " takes " + time(each.nanos())
                                + " more with as many allocations as before, and page faults went from " + count(before)
                                + " to " + count(faults),
                        "fill the table when it is first needed",
                        each.at()));
    }

    private Optional<Advice> connection() {
        Optional<LookEvidence> stops = stopsIn(function ->
                startsWithAny(function, "net.Dial", "net.(*Dialer)", "net.(*sysDialer)", "crypto/tls.", "database/sql.")
                        || function.contains("net.(*Dialer)"));
        return counted(Counters::sockets, USUAL_SOCKETS)
                .flatMap(sockets -> stops.map(found -> new Advice(
                        "connects-before-ready",
                        shown(found) + "; " + sockets + " sockets are open at the first request for work, one of them"
                                + " to the Runtime API",
                        "connect on the first event, or in a goroutine that init does not wait for",
                        found.at())));
    }

    private Optional<Advice> resolver() {
        Optional<LookEvidence> stops = stopsIn(function -> function.contains("Resolver)")
                || startsWithAny(
                        function, "net.Lookup", "net.lookup", "net.goLookup", "net._C_getaddrinfo", "net.cgo"));
        return counted(Counters::readCalls, READS_OF_A_RESOLVER - 1)
                .flatMap(reads -> stops.map(found -> new Advice(
                        "resolves-names-before-ready",
                        shown(found) + "; " + reads + " read calls before the first request for work",
                        "resolve names on the first event",
                        found.at())));
    }

    private Optional<Advice> files() {
        Optional<LookEvidence> stops = stopsIn(function -> startsWithAny(
                        function, "os.ReadFile", "os.Open", "os.ReadDir", "os.Stat", "io.ReadAll", "io.Copy", "bufio.")
                || function.startsWith("os.(*File)"));
        Optional<Counters> counters =
                now.counters().filter(each -> each.readCalls() > MANY_READS || each.readBytes() > MUCH_READ);
        return counters.flatMap(each -> stops.map(found -> new Advice(
                "reads-files",
                shown(found) + "; " + count(each.readCalls()) + " read calls of " + size(each.readBytes()),
                "embed the file, read one instead of many, or read it on the first event",
                found.at())));
    }

    private Optional<Advice> logs() {
        Optional<LookEvidence> stops = stopsIn(
                function -> startsWithAny(function, "log.", "log/slog.", "fmt.Fprint", "fmt.Print", "os.(*File).Write")
                        || function.toLowerCase(Locale.ROOT).contains("log"));
        return counted(Counters::writtenBytes, MUCH_WRITTEN)
                .flatMap(bytes -> stops.map(found -> new Advice(
                        "logs-in-init",
                        shown(found) + "; " + size(bytes) + " written before the first request for work",
                        "log less before the function is ready: a level, or a sample",
                        found.at())));
    }

    private Optional<Advice> waiting() {
        Optional<LookEvidence> stops = stopsIn(function -> startsWithAny(
                function,
                "time.Sleep",
                "sync.(*WaitGroup).Wait",
                "runtime.chanrecv",
                "runtime.gopark",
                "runtime.selectgo",
                "runtime.semacquire",
                "sync.runtime_"));
        Optional<Counters> counters = now.counters()
                .filter(each -> now.next().value() - each.cpuNanos() - each.waitNanos()
                        > TENTH * now.next().value());
        boolean explained = connection().isPresent() || resolver().isPresent();
        return explained
                ? Optional.empty()
                : counters.flatMap(each -> stops.map(found -> new Advice(
                        "waits",
                        shown(found) + "; of " + time(now.next().value()) + " the CPU worked for "
                                + time(each.cpuNanos()),
                        "remove the wait, or let it overlap with other work",
                        found.at())));
    }

    private Optional<Advice> busyHost() {
        return now.counters()
                .filter(each -> each.waitNanos() > BUSY_SHARE * now.next().value())
                .map(each -> new Advice(
                        "busy-host",
                        "threads waited for a core for " + time(each.waitNanos()) + " of a start of "
                                + time(now.next().value()),
                        "budget init_cpu: waiting for a core is the host's doing, not the function's",
                        ""));
    }

    private Optional<Advice> readingCode() {
        double more = now.firstNext() - now.next().value();
        if (now.firstNext() < SLOW_FIRST * now.next().value() || more < LEAST_FIRST_NANOS) {
            return Optional.empty();
        }
        return now.firstCounters()
                .filter(each -> each.majorFaults() > 0 || each.diskBytes() > 0)
                .map(each -> new Advice(
                        "reads-code",
                        "the first start took " + time(now.firstNext()) + ", later ones "
                                + time(now.next().value()) + "; "
                                + size(each.diskBytes()) + " came from a disk in " + each.majorFaults() + " faults"
                                + build.filter(one -> !one.stripped())
                                        .map(one -> "; the program is not stripped")
                                        .orElse(""),
                        "make the program smaller: -ldflags '-s -w', fewer imports",
                        ""));
    }

    private Optional<Advice> unpacksItself() {
        double share =
                now.nanos(Phase.PROCESS_START).value() / Math.max(1, now.next().value());
        return build.filter(each -> each.packed() && share >= TENTH)
                .map(each -> new Advice(
                        "unpacks-itself",
                        "the program is packed by UPX, and " + percent(share) + " of the start pass before its runtime"
                                + " begins",
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

    private Optional<Long> counted(java.util.function.ToLongFunction<Counters> count, long usual) {
        return now.counters().map(count::applyAsLong).filter(value -> value > usual);
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    private static String time(double nanos) {
        return new Quantity(Math.max(0, nanos), Dimension.TIME).format();
    }

    private static String size(double bytes) {
        return new Quantity(bytes, Dimension.SIZE).format();
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
