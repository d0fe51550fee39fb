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
     * Checks an archive against the limits and stores it.
     *
     * @throws InvalidArchiveException when Lambda would refuse it
     */
    StoredCode store(byte[] zip) throws InvalidArchiveException, IOException;

    /**
     * Finds a container image on this machine; nothing is pulled.
     *
     * @throws ContainerException if the image, or an engine for it, is not there
     */
    StoredCode find(String image) throws ContainerException;

    /**
     * Unpacks the code (once for each content) and prepares one sandbox, so that the next invocation only has to start
     * the process. Called before an update is reported as done. Errors of the function itself show when it is invoked.
     */
    void prepare(EnvironmentSpec spec) throws IOException;

    /**
     * Starts the process of a prepared environment of the revision, and waits until its init has succeeded or failed.
     * The first invocation then finds an initialised environment.
     *
     * @return whether the init was successful; also false when there is no such environment
     */
    boolean initialise(EnvironmentSpec spec) throws IOException, InterruptedException;

    /**
     * Runs the init once, in a separate environment that never serves, and ends it.
     *
     * @throws RuntimeUnavailableException when this machine cannot run the runtime
     */
    InitOutcome rehearse(EnvironmentSpec spec) throws RuntimeUnavailableException, IOException, InterruptedException;

    /**
     * Takes one step towards {@code count} initialised environments of that spec: ends surplus idle ones, or starts a
     * missing one and waits until its init is over. They serve before others of their revision, and are not ended for
     * idleness. An environment that another call is still starting ends once it is up, if fewer are wanted by then.
     *
     * @return the present number of initialised environments
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
     * Ends the revision permanently: idle and starting environments now, busy ones after their invocation, and
     * environments that are still being made as soon as they exist. Nothing is prepared or kept for it afterwards.
     */
    void retire(String revision);

    /** Ends every environment and child process and removes unpacked code. */
    @Override
    void close();
}
