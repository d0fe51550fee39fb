package io.coldgate.imports;

import java.io.IOException;
import java.nio.file.Path;

/** Reads the results of one tool. */
interface Importer {
    /**
     * Reads the results into the draft.
     *
     * @param path a file, a folder, or a pattern of files
     * @throws ImportException when they are incomplete or invalid
     */
    void read(Path path, Draft draft) throws ImportException, IOException;
}
