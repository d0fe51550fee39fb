package io.coldgate.explain;

import java.util.List;

/**
 * A cause of a slowdown in several functions.
 *
 * @param cause the finding with the largest slowdown, without the part of its chain that is this function's own; its
 *     place is the most frequent one
 * @param functions the functions, in the order of the explanations
 * @param nanos the slowdowns, ns
 * @param allocs the increases in allocations
 */
public record SharedCause(Slower cause, List<String> functions, Range nanos, Range allocs) {
    /** Copies the list. */
    public SharedCause {
        functions = List.copyOf(functions);
    }

    /** The smallest and the largest of several values. */
    public record Range(double least, double most) {}
}
