package io.coldgate.explain;

/**
 * The cost of a package's init.
 *
 * @param name the package
 * @param nanos its time
 * @param allocs its allocations, the median; -1 where the runtime does not tell
 * @param bytes what it allocated, the median; -1 where the runtime does not tell
 * @param collections garbage collections during it, the median
 * @param at file and line at which it was found most often; empty when it never was
 * @param looks how many stops found it there or elsewhere in its init
 */
public record PackageCost(
        String name, Estimate nanos, long allocs, long bytes, double collections, String at, int looks) {}
