package io.coldgate.report.document;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The composition of one arm's cold start.
 *
 * @param function the function's name
 * @param arm {@code candidate} or {@code baseline}
 * @param initNanos spawn to the first {@code next}: the median of plain starts
 * @param namedShare the share of the start whose phase is known, 0 to 1
 * @param phases its phases, in their order
 * @param packages its package inits, the most expensive first
 * @param slower what got slower; only for the candidate
 * @param advice what to do; only for the candidate
 * @param starts the number of watched starts, by kind
 * @param notes caveats for the reader
 * @param summary the explanation in at most five lines
 */
public record ExplanationEntry(
        String function,
        String arm,
        double initNanos,
        double namedShare,
        List<Phase> phases,
        List<PackageInit> packages,
        List<Slower> slower,
        List<Advice> advice,
        Map<String, Integer> starts,
        List<String> notes,
        List<String> summary) {
    /** Copies the collections. */
    public ExplanationEntry {
        phases = List.copyOf(phases);
        packages = List.copyOf(packages);
        slower = List.copyOf(slower);
        advice = List.copyOf(advice);
        starts = Collections.unmodifiableMap(new LinkedHashMap<>(starts));
        notes = List.copyOf(notes);
        summary = List.copyOf(summary);
    }

    /** Returns whether the entry is that of the candidate, which has all findings. */
    public boolean isCandidate() {
        return arm.equals("candidate");
    }

    /**
     * A time with its 95 % interval.
     *
     * @param nanos the estimate
     * @param low its lower end
     * @param high its upper end
     */
    public record Time(double nanos, double low, double high) {}

    /**
     * A phase.
     *
     * @param name such as {@code package_init}
     * @param time how long the start is in it
     * @param share its share of the start
     * @param deltaNanos by how much it is proven to be longer than the baseline's; empty if it is not
     */
    public record Phase(String name, Time time, double share, OptionalDouble deltaNanos) {}

    /**
     * The init of a package.
     *
     * @param name its import path
     * @param time how long it takes
     * @param allocs its allocations; empty if the runtime does not report them
     * @param bytes the bytes that it allocates; empty if the runtime does not report them
     * @param at the line at which it was found most often; empty when it never was
     */
    public record PackageInit(String name, Time time, OptionalLong allocs, OptionalLong bytes, String at) {}

    /**
     * A package that got slower.
     *
     * @param packageName its import path
     * @param kind {@code cause} or {@code victim}
     * @param deltaNanos the increase in time
     * @param deltaAllocs the increase in allocations
     * @param deltaBytes the increase in allocated bytes
     * @param isNew whether the baseline does not have it
     * @param chain the imports that lead to it
     * @param importedAt the import that brought it in
     * @param version the versions of its module, if they differ
     */
    public record Slower(
            String packageName,
            String kind,
            double deltaNanos,
            long deltaAllocs,
            long deltaBytes,
            boolean isNew,
            List<String> chain,
            String importedAt,
            Optional<Version> version) {
        /** Copies the list. */
        public Slower {
            chain = List.copyOf(chain);
        }
    }

    /** Two versions of a module. */
    public record Version(String from, String to) {}

    /**
     * A piece of advice.
     *
     * @param rule its stable name
     * @param evidence what was seen
     * @param action what to do
     * @param at the location; empty if it is not a single line
     */
    public record Advice(String rule, String evidence, String action, String at) {}
}
