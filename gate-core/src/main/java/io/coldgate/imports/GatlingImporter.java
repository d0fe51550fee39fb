package io.coldgate.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Gatling's requests: the samples that a simulation recorded itself (JSON lines), or {@code simulation.log}; for a
 * folder, the newest run. The name of a request includes its groups, {@code Group/request}. A failed request (KO) is a
 * failed sample, because a fast error is not a fast answer.
 */
final class GatlingImporter implements Importer {
    static final String LOG = "simulation.log";

    @Override
    public void read(Path path, Draft draft) throws ImportException, IOException {
        List<Path> files = Files.isDirectory(path) ? GatlingFolder.files(path, draft) : List.of(path);
        List<GatlingRequests> runs = new ArrayList<>();
        for (Path file : files) {
            GatlingRequests requests = new GatlingRequests();
            if (JsonDocument.name(file).endsWith(".jsonl")) {
                GatlingSamples.read(file, requests);
            } else if (GatlingBinaryLog.isOne(file)) {
                new GatlingBinaryLog(requests, draft).read(file);
            } else {
                new GatlingTextLog(requests, draft).read(file);
            }
            runs.add(requests);
        }
        for (GatlingRequests run : runs) {
            run.addTo(draft, runs.size() > 1);
        }
    }
}
