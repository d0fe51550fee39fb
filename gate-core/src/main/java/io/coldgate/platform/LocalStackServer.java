package io.coldgate.platform;

import java.net.URI;
import java.util.Map;
import java.util.Set;

/** A service with LocalStack's Lambda API: one that was started for the run, or one that was already running. */
interface LocalStackServer extends AutoCloseable {
    /** Returns its address. */
    URI endpoint();

    /** Returns whether the containers of its functions are visible from here. */
    boolean showsContainers();

    /**
     * Returns the ids of the containers in which functions currently run.
     *
     * @throws PlatformException when they cannot be listed, which does not mean that there are none
     */
    Set<String> functionContainers() throws PlatformException;

    /** Returns the facts on which figures measured there depend. */
    Map<String, String> facts();

    @Override
    void close();
}
