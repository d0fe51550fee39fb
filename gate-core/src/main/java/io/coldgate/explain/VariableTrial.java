package io.coldgate.explain;

/**
 * The effect of other variables.
 *
 * @param variables the variables that were set, such as {@code GOGC=off GOMEMLIMIT=460MiB}
 * @param gain the time saved per start, ns; negative if it was slower
 * @param starts the number of starts with these variables
 * @param proven whether it was faster by the one-sided Mann-Whitney test at 1 %
 */
public record VariableTrial(String variables, Estimate gain, int starts, boolean proven) {}
