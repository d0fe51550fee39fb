package io.coldgate.explain;

import io.coldgate.sample.ArmBuild;
import io.coldgate.sample.ExplainedStart.Counters;
import io.coldgate.unit.Counted;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Advice whose second source, in addition to the stops, is the kernel's counts. */
final class CounterRules {
    private static final double TENTH = .1;

    /** A function that does nothing makes 6 to 8 read calls of 2 to 6 kB before its first {@code next}. */
    private static final long MANY_READS = 100;

    private static final long MUCH_READ = 1 << 20;

    /** A program with its assets has a few hundred files; an unbundled node_modules folder has thousands. */
    private static final int MANY_FILES = 1_000;

    /** Go's resolver reads nsswitch.conf, resolv.conf and hosts completely, which takes some ten additional calls. */
    private static final long READS_OF_A_RESOLVER = 12;

    private static final long MUCH_WRITTEN = 16 << 10;

    /** The usual number of sockets: one, for the connection to the Runtime API. */
    private static final long USUAL_SOCKETS = 1;

    /**
     * The share of waiting that counts as busy: on a quiet host, the threads of one start wait for each other for up to
     * 40 % of it.
     */
    private static final double BUSY_SHARE = .5;

    private static final double SLOW_FIRST = 2;

    private static final double LEAST_FIRST_NANOS = 3e6;

    /** Packages that log: the standard library's, and common third-party packages. */
    private static final Pattern LOGGER = Pattern.compile("(^|/)(log|slog|zap|zapcore|logrus|zerolog|glog|klog)[./]");

    private final ArmProfile now;
    private final Optional<ArmBuild> build;

    CounterRules(ArmProfile now, Optional<ArmBuild> build) {
        this.now = now;
        this.build = build;
    }

    /** Returns all advice except that about the host. */
    List<Advice> all() {
        return Stream.of(files(), manyFiles(), logs(), resolver(), connection(), waiting(), readingCode())
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<LookEvidence> stopsIn(Predicate<String> callee) {
        return LookEvidence.of(now, callee);
    }

    private String shown(LookEvidence evidence) {
        return evidence.text(now.looks().size());
    }

    private Optional<Advice> connection() {
        Optional<LookEvidence> stops = stopsIn(function -> LookEvidence.startsWithAny(
                        function, "net.Dial", "net.(*Dialer)", "net.(*sysDialer)", "crypto/tls.", "database/sql.")
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
                || LookEvidence.startsWithAny(
                        function, "net.Lookup", "net.lookup", "net.goLookup", "net._C_getaddrinfo", "net.cgo"));
        return counted(Counters::readCalls, READS_OF_A_RESOLVER - 1)
                .flatMap(reads -> stops.map(found -> new Advice(
                        "resolves-names-before-ready",
                        shown(found) + "; " + reads + " read calls before the first request for work",
                        "resolve names on the first event",
                        found.at())));
    }

    private Optional<Advice> files() {
        Optional<LookEvidence> stops = stopsIn(function -> LookEvidence.startsWithAny(
                        function, "os.ReadFile", "os.Open", "os.ReadDir", "os.Stat", "io.ReadAll", "io.Copy", "bufio.")
                || function.startsWith("os.(*File)"));
        Optional<Counters> counters =
                now.counters().filter(each -> each.readCalls() > MANY_READS || each.readBytes() > MUCH_READ);
        return counters.flatMap(each -> stops.map(found -> new Advice(
                "reads-files",
                shown(found) + "; " + Amounts.count(each.readCalls()) + " read calls of "
                        + Amounts.size(each.readBytes()),
                "embed the file, read one instead of many, or read it on the first event",
                found.at())));
    }

    private Optional<Advice> manyFiles() {
        Optional<Long> reads = counted(Counters::readCalls, MANY_READS);
        return build.filter(each -> each.files() >= MANY_FILES)
                .flatMap(each -> reads.map(calls -> new Advice(
                        "many-files",
                        "the package has " + Amounts.count(each.files()) + " files, and a start makes "
                                + Amounts.count(calls) + " read calls before its first request for work",
                        "bundle what the function needs into one file",
                        "")));
    }

    private Optional<Advice> logs() {
        Optional<LookEvidence> stops = stopsIn(function ->
                LookEvidence.startsWithAny(function, "log.", "log/slog.", "fmt.Fprint", "fmt.Print", "os.(*File).Write")
                        || LOGGER.matcher(function).find());
        return counted(Counters::writtenBytes, MUCH_WRITTEN)
                .flatMap(bytes -> stops.map(found -> new Advice(
                        "logs-in-init",
                        shown(found) + "; " + Amounts.size(bytes) + " written before the first request for work",
                        "log less before the function is ready: raise the level, or sample",
                        found.at())));
    }

    private Optional<Advice> waiting() {
        Optional<LookEvidence> stops = stopsIn(function -> LookEvidence.startsWithAny(
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
                        shown(found) + "; the CPU was busy for " + Amounts.time(each.cpuNanos()) + " of "
                                + Amounts.time(now.next().value()),
                        "remove the wait, or let it overlap with other work",
                        found.at())));
    }

    Optional<Advice> busyHost() {
        return now.counters()
                .filter(each -> each.waitNanos() > BUSY_SHARE * now.next().value())
                .map(each -> new Advice(
                        "busy-host",
                        "the host was busy: threads waited for a core, for " + Amounts.time(each.waitNanos())
                                + " in all, in a start of "
                                + Amounts.time(now.next().value()),
                        "nothing in the function: repeat it on a quieter host; init_cpu leaves this wait out",
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
                        "the first start took " + Amounts.time(now.firstNext()) + ", later ones "
                                + Amounts.time(now.next().value()) + "; "
                                + Amounts.size(each.diskBytes()) + " was read from disk in "
                                + Counted.of(each.majorFaults(), "page fault")
                                + build.filter(one -> !one.stripped())
                                        .map(one -> "; the program is not stripped")
                                        .orElse(""),
                        "make the program smaller: -ldflags '-s -w', fewer imports",
                        ""));
    }

    private Optional<Long> counted(ToLongFunction<Counters> count, long usual) {
        return now.counters().map(count::applyAsLong).filter(value -> value > usual);
    }
}
