package io.coldgate.init;

import java.util.List;

/**
 * The findings in a folder.
 *
 * @param functions what can be written into a thresholds file, by name
 * @param leftOut what cannot
 */
public record Findings(List<FoundFunction> functions, List<LeftOut> leftOut) {
    /**
     * Something that looks like a function and is not written.
     *
     * @param what where it was found
     * @param why why not; one line
     */
    public record LeftOut(String what, String why) {}

    /** Copies the lists. */
    public Findings {
        functions = List.copyOf(functions);
        leftOut = List.copyOf(leftOut);
    }
}
