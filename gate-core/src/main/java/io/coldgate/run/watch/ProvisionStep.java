package io.coldgate.run.watch;

import io.coldgate.lambda.CallException;
import io.coldgate.lambda.LiveFunctions;
import io.coldgate.thresholds.WatchAction;
import java.util.Map;
import java.util.Optional;

/**
 * Sets the provisioned concurrency of an alias; 0 removes it.
 *
 * @param functions the platform's functions
 * @param function the deployed function
 * @param kind the step
 */
record ProvisionStep(LiveFunctions functions, String function, WatchAction.Provision kind) implements LiveStep {
    @Override
    public String look(Map<String, String> revisions) throws CallException, InterruptedException {
        return String.valueOf(functions.provisioned(function, kind.alias()));
    }

    @Override
    public String take(String before) throws CallException, InterruptedException {
        functions.provision(function, kind.alias(), kind.environments());
        return "was " + before;
    }

    @Override
    public Optional<Boolean> isTaken(String before) throws CallException, InterruptedException {
        int now = functions.provisioned(function, kind.alias());
        return LiveStep.told(now == kind.environments(), now == Integer.parseInt(before));
    }

    @Override
    public void undo(String before) throws CallException, InterruptedException {
        functions.provision(function, kind.alias(), Integer.parseInt(before));
    }
}
