package io.coldgate.imports;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Importer of the output of {@code go test -bench}, as text or, with {@code -json}, as events. Each line of a benchmark
 * is one sample of each of its units, so {@code -count 60} gives 60.
 */
final class GoBenchImporter implements Importer {
    @Override
    public void read(Path path, Draft draft) throws ImportException, IOException {
        GoBenchResults results = new GoBenchResults(draft);
        if (GoTestEvents.isOne(path)) {
            new GoTestEvents(results).read(path);
        } else {
            GoBenchText text = new GoBenchText(results);
            Lines.read(path, text::line);
            text.end();
        }
        results.addTo(draft);
    }
}
