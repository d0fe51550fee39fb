package io.coldgate.embedded.api.function;

import java.util.List;

/**
 * Work that an operation begins and does not wait for. None of the methods waits for a process, but for {@link
 * #retire}.
 */
public interface Changes {
    /** Carries what is on its way to its end. */
    void settle(LambdaFunction function);

    /** Prepares a version that is active already. */
    void prepare(LambdaFunction function, FunctionVersion version);

    /** Makes what stands in for the snapshot of a published version; it is active when there is one. */
    void snapshot(LambdaFunction function, FunctionVersion version);

    /** Starts the environments that a version was provisioned with, one after the other. */
    void provision(LambdaFunction function, FunctionVersion version, String qualifier, ProvisionedConfig config);

    /** Ends the environments that a version was provisioned with. */
    void unprovision(LambdaFunction function, FunctionVersion version);

    /** Ends environments that nothing serves any more. */
    void retire(List<String> revisions);
}
