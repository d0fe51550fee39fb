package io.coldgate.lambda;

import java.util.Map;

/**
 * A function that a run of the gate has deployed.
 *
 * @param name its name
 * @param tags all its tags
 */
public record OwnFunction(String name, Map<String, String> tags) {
    /** The prefix of the name of every function that the gate deploys. */
    public static final String PREFIX = "coldgate-";

    /** The tag of every such function, with its arm as the value. */
    public static final String TAG = "coldgate";

    /** The tag with the run's id. */
    public static final String RUN = "coldgate:run";

    /** The tag with the name in the thresholds file. */
    public static final String FUNCTION = "coldgate:function";

    /** The tag with the time of its deployment, as {@code 2026-01-31T12:00:00Z}. */
    public static final String CREATED = "coldgate:created";

    /** Copies the map. */
    public OwnFunction {
        tags = Map.copyOf(tags);
    }
}
