package io.coldgate.explain;

/**
 * The effect of other variables.
 *
 * @param variables what was set, such as {@code GOGC=off GOMEMLIMIT=460MiB}
 * @param gain how much faster a start was, ns; negative for slower
 * @param starts with these variables
 * @param proven whether it was faster by the one-sided Mann-Whitney test at 1 %
 */
public record VariableTrial(String variables, Estimate gain, int starts, boolean proven) {}
