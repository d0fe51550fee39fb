package io.coldgate.embedded.api.function;

import java.util.List;

/**
 * Carries changes to their end at once, in the thread of the operation: a model checker has to see every thread there
 * is.
 */
public final class ImmediateChanges implements Changes {
    @Override
    public void settle(LambdaFunction function) {
        function.swap(() -> false);
        function.settle();
    }

    @Override
    public void prepare(LambdaFunction function, FunctionVersion version) {}

    @Override
    public void snapshot(LambdaFunction function, FunctionVersion version) {
        function.arrive(version, null);
    }

    @Override
    public void provision(
            LambdaFunction function, FunctionVersion version, String qualifier, ProvisionedConfig config) {}

    @Override
    public void unprovision(LambdaFunction function, FunctionVersion version) {}

    @Override
    public void retire(List<String> revisions) {}
}
