package io.coldgate.history;

/**
 * A change in a sequence of values.
 *
 * @param first index of the first value after the change, as it is estimated
 * @param seen index of the value with which the evidence sufficed
 */
public record ChangePoint(int first, int seen) {}
