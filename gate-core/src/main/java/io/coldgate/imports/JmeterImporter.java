package io.coldgate.imports;

import java.io.IOException;
import java.nio.file.Path;

/**
 * JMeter's results, {@code jmeter -n -t plan.jmx -l results.jtl}: CSV with its heading, or XML. A sample without
 * success counts as failed, however fast it was.
 */
final class JmeterImporter implements Importer {
    @Override
    public void read(Path path, Draft draft) throws ImportException, IOException {
        String start = Decoded.start(path);
        JmeterSamples samples = new JmeterSamples();
        if (start.startsWith("<")) {
            JmeterXml.read(path, samples);
        } else {
            JmeterCsv.read(path, start, samples);
        }
        samples.addTo(draft);
    }
}
