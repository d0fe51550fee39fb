package io.coldgate.thresholds;

import io.coldgate.thresholds.diagnostic.Location;

/**
 * A function of the file that is watched in production.
 *
 * @param name its key in the file
 * @param target where it runs
 * @param watch its objectives
 * @param location its location in the file
 */
public record WatchedFunction(String name, Target target, Watch watch, Location location) {
    /** Returns its name in messages: {@code functions.checkout}. */
    public String shown() {
        return FunctionSpec.shown(name);
    }

    /** Returns its name on the platform: that of {@code function}, or its key in the file. */
    public String deployedName() {
        return target.cloud()
                .function()
                .map(CloudSettings.DeployedFunction::name)
                .orElse(name);
    }
}
