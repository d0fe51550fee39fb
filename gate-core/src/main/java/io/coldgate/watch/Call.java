package io.coldgate.watch;

import java.util.OptionalDouble;

/**
 * One invocation in production, reduced to what objectives need.
 *
 * @param epochMillis when it was reported, in milliseconds since 1970
 * @param duration duration of its handler, in nanoseconds; empty if its report has none
 * @param init duration of its init or restoration, in nanoseconds; empty if it had none, or a failed one
 * @param cold whether it was a cold start
 * @param failed whether its report says that it failed
 */
public record Call(long epochMillis, OptionalDouble duration, OptionalDouble init, boolean cold, boolean failed) {}
