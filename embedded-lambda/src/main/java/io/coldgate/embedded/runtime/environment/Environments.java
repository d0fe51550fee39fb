package io.coldgate.embedded.runtime.environment;

import io.coldgate.embedded.runtime.code.InvalidArchiveException;
import io.coldgate.embedded.runtime.code.StoredCode;
import io.coldgate.embedded.runtime.container.ContainerException;
import io.coldgate.embedded.runtime.language.RuntimeUnavailableException;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.embedded.runtime.spec.InvocationRequest;
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
     * Finds a container image on this machine; nothing is pulled.
     *
     * @throws ContainerException where it, or an engine for it, is not there
     */
    StoredCode find(String image) throws ContainerException;

    /**
     * Unpacks the code (once a content) and prepares one sandbox, so that the next invocation only has to start the
     * process. Called before an update is reported as done. A function's own faults show when it is invoked.
     */
    void prepare(EnvironmentSpec spec) throws IOException;

    /**
     * Starts the process of an environment of the revision that was prepared, and waits until its init is over, one way
     * or another. The first invocation then finds an environment that is initialised.
     *
     * @return whether the init was successful; false as well when there is no such environment
     */
    boolean initialise(EnvironmentSpec spec) throws IOException, InterruptedException;

    /**
     * Runs the init once, in an environment of its own that never serves, and ends it.
     *
     * @throws RuntimeUnavailableException when this machine cannot run the runtime
     */
    InitOutcome rehearse(EnvironmentSpec spec) throws RuntimeUnavailableException, IOException, InterruptedException;

    /**
     * Takes one step towards {@code count} initialised environments of that spec: ends idle ones that are too many, or
     * starts one that is missing and waits until its init is over. They serve before others of their revision, and are
     * not ended for idleness. One that another call is still starting ends when it comes up, if fewer are wanted by
     * then.
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

    /**
     * Ends the revision for good: its idle environments and those that are being started now, its busy ones after their
     * invocation, what is still being made as soon as it is there. Nothing is prepared or kept for it any more.
     */
    void retire(String revision);

    /** Ends every environment and child process and removes unpacked code. */
    @Override
    void close();
}
