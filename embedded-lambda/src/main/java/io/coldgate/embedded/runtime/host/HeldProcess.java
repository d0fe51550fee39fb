package io.coldgate.embedded.runtime.host;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * A process that is held until it becomes the function's, and the function's process afterwards: on this machine, or in
 * a container.
 */
public interface HeldProcess {
    /** Returns its id on this machine. */
    long pid();

    /** Returns whether it is still running. */
    boolean isAlive();

    /** Completes with the exit code. */
    CompletableFuture<Integer> onExit();

    /** Lets it become the function's process. */
    void release() throws IOException;

    /** Asks the process to end. */
    void terminate();

    /** Kills the process and its descendants. */
    void kill();
}
