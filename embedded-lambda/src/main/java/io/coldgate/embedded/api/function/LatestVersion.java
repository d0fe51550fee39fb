package io.coldgate.embedded.api.function;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The version that runs when {@code $LATEST} is invoked: what was swapped in last, or for one invocation what outlived
 * that. Guarded by the function.
 */
final class ActiveVersion {
    private FunctionVersion version;
    private @Nullable FunctionVersion survivor;
    private boolean served;

    ActiveVersion(FunctionVersion first) {
        version = first;
    }

    /** Returns what serves the next invocation. */
    FunctionVersion next() {
        served = true;
        FunctionVersion outlived = survivor;
        survivor = null;
        return outlived == null ? version : outlived;
    }

    /** The same environments, shown otherwise. */
    void show(FunctionVersion latest) {
        version = latest;
    }

    /** Returns whether it is what is shown. */
    boolean is(FunctionVersion latest) {
        return version.equals(latest);
    }

    /**
     * Makes this version serve from now on.
     *
     * @param outlives whether what ran before, if it ever did, serves one invocation more
     * @return the environments that nothing serves any more
     */
    List<String> swap(FunctionVersion latest, BooleanSupplier outlives) {
        List<String> left = new ArrayList<>();
        if (survivor != null) {
            left.add(survivor.environments());
            survivor = null;
        }
        FunctionVersion before = version;
        version = latest;
        if (!before.environments().equals(latest.environments())) {
            if (served && outlives.getAsBoolean()) {
                survivor = before;
            } else {
                left.add(before.environments());
            }
            served = false;
        }
        return left;
    }

    /** All environments that may serve. */
    List<String> environments() {
        return survivor == null
                ? List.of(version.environments())
                : List.of(version.environments(), survivor.environments());
    }
}
