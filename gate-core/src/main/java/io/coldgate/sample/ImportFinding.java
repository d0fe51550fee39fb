package io.coldgate.sample;

import java.util.List;

/**
 * The import path through which a package came into a function. It is kept with the run, because the sources may be
 * gone when the run is judged again.
 *
 * @param function the function's name in the thresholds file
 * @param packageName the package
 * @param chain import paths from the program to the package, both included
 * @param importedAt file, relative to the repository, and line of the import to look at: the first one that the
 *     baseline does not have, otherwise the one through which the program's own code reaches the package; empty when
 *     not known
 * @param isNew whether the baseline does not have that import
 */
public record ImportFinding(String function, String packageName, List<String> chain, String importedAt, boolean isNew) {
    /** Copies the list. */
    public ImportFinding {
        chain = List.copyOf(chain);
    }
}
