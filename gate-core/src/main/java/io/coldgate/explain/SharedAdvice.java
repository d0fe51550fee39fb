package io.coldgate.explain;

import java.util.List;

/**
 * Advice for several functions.
 *
 * @param advice the advice, with the evidence of one of the functions
 * @param seenIn the function that the evidence is about
 * @param functions the functions, in the order of the explanations
 */
public record SharedAdvice(Advice advice, String seenIn, List<String> functions) {
    /** Copies the list. */
    public SharedAdvice {
        functions = List.copyOf(functions);
    }

    /** Returns whether another piece of advice is the same, apart from its evidence and the line. */
    boolean isFor(Advice other) {
        return advice.rule().equals(other.rule())
                && advice.action().equals(other.action())
                && Places.folder(advice.at()).equals(Places.folder(other.at()));
    }
}
