package io.coldgate.history;

/**
 * A change in a sequence of values.
 *
 * @param first estimated index of the first value after the change
 * @param seen index of the value at which the evidence was sufficient
 */
public record ChangePoint(int first, int seen) {}
