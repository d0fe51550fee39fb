package io.coldgate.platform;

import java.net.URI;
import java.util.Map;
import java.util.Set;

/** A service with LocalStack's Lambda API: one that was started for the run, or one that runs anyway. */
interface LocalStackServer extends AutoCloseable {
    /** Returns where it listens. */
    URI endpoint();

    /** Returns whether the containers of its functions can be seen from here. */
    boolean showsContainers();

    /**
     * Ids of the containers in which it runs functions at the moment.
     *
     * @throws PlatformException where they cannot be listed, which is not to say that there are none
     */
    Set<String> functionContainers() throws PlatformException;

    /** Returns what figures measured there depend on. */
    Map<String, String> facts();

    @Override
    void close();
}
