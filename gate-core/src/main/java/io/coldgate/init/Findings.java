package io.coldgate.init;

import java.util.List;

/**
 * The findings in a folder.
 *
 * @param functions functions that can be written into a thresholds file, by name
 * @param leftOut functions that cannot
 */
public record Findings(List<FoundFunction> functions, List<LeftOut> leftOut) {
    /**
     * Something that looks like a function but is left out.
     *
     * @param what where it was found
     * @param why the reason, in one line
     */
    public record LeftOut(String what, String why) {}

    /** Copies the lists. */
    public Findings {
        functions = List.copyOf(functions);
        leftOut = List.copyOf(leftOut);
    }
}
