package io.coldgate.embedded.runtime.host;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** A process that is ready to become the function's, and what it is then: of this machine, or in a container. */
public interface HeldProcess {
    /** Returns its id on this machine. */
    long pid();

    /** Returns whether it has not ended. */
    boolean isAlive();

    /** Completes with the exit code. */
    CompletableFuture<Integer> onExit();

    /** Lets it become the function's process. */
    void release() throws IOException;

    /** Asks the process to end. */
    void terminate();

    /** Kills the process and what descends from it. */
    void kill();
}
