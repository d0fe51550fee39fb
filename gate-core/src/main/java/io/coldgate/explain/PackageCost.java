package io.coldgate.explain;

/**
 * The cost of a package's init.
 *
 * @param name the package
 * @param nanos its time
 * @param allocs its allocations, the median; -1 if the runtime does not report them
 * @param bytes the bytes that it allocated, the median; -1 if the runtime does not report them
 * @param collections garbage collections during it, the median
 * @param at file and line at which it was found most often; empty when it never was
 * @param looks the number of stops that found it there or elsewhere in its init
 */
public record PackageCost(
        String name, Estimate nanos, long allocs, long bytes, double collections, String at, int looks) {}
