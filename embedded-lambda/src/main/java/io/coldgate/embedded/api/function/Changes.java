package io.coldgate.embedded.api.function;

import java.util.List;

/**
 * Work that an operation starts and does not wait for. None of the methods waits for a process, except {@link #retire}.
 */
public interface Changes {
    /** Completes the creation or update that is in progress. */
    void settle(LambdaFunction function);

    /** Prepares a version that is already active. */
    void prepare(LambdaFunction function, FunctionVersion version);

    /** Creates the substitute for the snapshot of a published version, which becomes active when that is done. */
    void snapshot(LambdaFunction function, FunctionVersion version);

    /** Starts the environments that a version was provisioned with, one after the other. */
    void provision(LambdaFunction function, FunctionVersion version, String qualifier, ProvisionedConfig config);

    /** Ends the environments that a version was provisioned with. */
    void unprovision(LambdaFunction function, FunctionVersion version);

    /** Ends environments that no longer serve anything. */
    void retire(List<String> revisions);
}
