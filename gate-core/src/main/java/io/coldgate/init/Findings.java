package io.coldgate.init;

import java.util.List;

/**
 * The findings in a folder.
 *
 * @param functions functions that can be written into a thresholds file, by name
 * @param leftOut functions that cannot
 */
public record Findings(List<FoundFunction> functions, List<LeftOut> leftOut) {
    /** The reason for leaving out a function in a folder whose name is unsafe. */
    static final String HARMFUL_PATH = "its path has characters that a shell would not take as they are: write its"
            + " entry with a build: that quotes it";

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
