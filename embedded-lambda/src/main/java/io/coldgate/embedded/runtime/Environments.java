package io.coldgate.embedded.runtime;

import java.io.IOException;

/** Makes, reuses and retires execution environments. Safe for use by many threads. */
public interface Environments extends AutoCloseable {
    /**
     * Checks an archive against the limits and keeps it.
     *
     * @throws InvalidArchiveException when Lambda would refuse it
     */
    StoredCode store(byte[] zip) throws InvalidArchiveException, IOException;

    /**
     * Unpacks the code (once a content) and prepares one sandbox, so that the next invocation only has to start the
     * process. Called before an update is reported as done. A function's own faults show when it is invoked.
     */
    void prepare(EnvironmentSpec spec) throws IOException;

    /**
     * Starts the process of an idle environment of the revision that has not been started, and waits until its init is over,
     * one way or another. The first invocation then finds an environment that is initialised.
     *
     * @return whether the init was successful; false as well when there is no such environment
     */
    boolean initialise(EnvironmentSpec spec) throws IOException, InterruptedException;

    /**
     * Takes one step towards {@code count} initialised environments of that spec: ends idle ones that are too many, or starts
     * one that is missing and waits until its init is over. They serve before others of their revision, and are not ended for
     * idleness.
     *
     * @return how many there are now
     */
    int provision(EnvironmentSpec spec, int count) throws IOException, InterruptedException;

    /**
     * Runs one invocation to its end: in an idle environment of the same revision, else in a new one.
     *
     * @throws RuntimeUnavailableException when this machine cannot run the runtime
     */
    InvocationResult invoke(EnvironmentSpec spec, InvocationRequest request)
            throws RuntimeUnavailableException, IOException, InterruptedException;

    /** Ends the revision's idle environments now and its busy ones after their invocation. */
    void retire(String revision);

    /** Ends every environment and child process and removes unpacked code. */
    @Override
    void close();
}
