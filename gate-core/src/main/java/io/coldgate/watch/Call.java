package io.coldgate.watch;

import java.util.OptionalDouble;

/**
 * One invocation in production, as far as objectives look at it.
 *
 * @param epochMillis when it was reported, in milliseconds since 1970
 * @param duration of its handler, in nanoseconds; empty where its report has none
 * @param init of its init or restoration, in nanoseconds; empty where it had none, or a failed one
 * @param cold whether it was a cold start
 * @param failed whether its report says that it failed
 */
public record Call(long epochMillis, OptionalDouble duration, OptionalDouble init, boolean cold, boolean failed) {}
