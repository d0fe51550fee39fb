package io.coldgate.thresholds;

import io.coldgate.sample.DrawnPayload;
import java.nio.file.Path;
import java.util.List;

/**
 * One of a function's events.
 *
 * @param name its name in the thresholds file; empty for the only one
 * @param file file with the event, absolute, below the repository
 * @param weight its frequency relative to the other events
 */
public record Payload(String name, Path file, int weight) {
    public static final Key<Void> KEY = new Key<>("payloads");

    /** The name of the metric over all payloads, weighted. */
    public static final String WEIGHTED = "weighted";

    /** Returns the only event of a function. */
    public static Payload only(Path file) {
        return new Payload("", file, 1);
    }

    /** Returns it with its share among all payloads, for drawing. */
    public DrawnPayload among(List<Payload> all) {
        return new DrawnPayload(
                name, (double) weight / all.stream().mapToInt(Payload::weight).sum());
    }
}
