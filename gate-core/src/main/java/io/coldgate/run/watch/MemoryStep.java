package io.coldgate.run.watch;

import io.coldgate.lambda.CallException;
import io.coldgate.lambda.LiveFunctions;
import io.coldgate.thresholds.WatchAction;
import java.util.Map;
import java.util.Optional;

/**
 * Sets the memory of the unpublished version.
 *
 * @param functions the platform's functions
 * @param function the deployed function
 * @param kind the step
 */
record MemoryStep(LiveFunctions functions, String function, WatchAction.Memory kind) implements LiveStep {
    @Override
    public String look(Map<String, String> revisions) throws CallException, InterruptedException {
        return String.valueOf(functions.settings(function).memoryMegabytes());
    }

    @Override
    public String take(String before) throws CallException, InterruptedException {
        set(kind.megabytes());
        return "was " + before + " MB";
    }

    @Override
    public Optional<Boolean> isTaken(String before) throws CallException, InterruptedException {
        int now = functions.settings(function).memoryMegabytes();
        return LiveStep.told(now == kind.megabytes(), now == Integer.parseInt(before));
    }

    @Override
    public void undo(String before) throws CallException, InterruptedException {
        set(Integer.parseInt(before));
    }

    private void set(int megabytes) throws CallException, InterruptedException {
        functions.setMemory(function, megabytes, functions.settings(function).revision());
    }
}
