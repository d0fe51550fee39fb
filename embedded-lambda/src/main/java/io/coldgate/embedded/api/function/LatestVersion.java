package io.coldgate.embedded.api.function;

import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.runtime.code.StoredCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A function's {@code $LATEST}: the version that is shown, and the version that runs when it is invoked. While an
 * update is in progress, the new configuration is shown and the old one serves; an environment of the old one may serve
 * one more invocation afterwards. Guarded by the function.
 */
final class LatestVersion {
    private FunctionVersion shown;
    private FunctionVersion running;
    private @Nullable FunctionVersion survivor;
    private boolean served;

    LatestVersion(FunctionVersion first) {
        shown = first;
        running = first;
    }

    /** Returns the version that is shown. */
    FunctionVersion shown() {
        return shown;
    }

    /** Returns the version that serves the next invocation. */
    FunctionVersion next() {
        served = true;
        FunctionVersion outlived = survivor;
        survivor = null;
        return outlived == null ? running : outlived;
    }

    /** Returns whether it is being created or updated. */
    boolean isOnTheWay() {
        return shown.state() == FunctionVersion.State.PENDING || shown.update() == FunctionVersion.Update.IN_PROGRESS;
    }

    /**
     * Fails with 409 while it is being created or updated.
     *
     * @param arn the ARN of the function
     */
    void requireSettled(String arn) {
        if (shown.state() == FunctionVersion.State.PENDING) {
            throw ApiException.conflict(
                    "The operation cannot be performed at this time. The function is currently in the"
                            + " following state: Pending");
        }
        if (shown.update() == FunctionVersion.Update.IN_PROGRESS) {
            throw ApiException.updateInProgress(arn);
        }
    }

    /** Shows an update that begins; the previous version continues to serve until {@link #swap}. */
    void update(FunctionSettings settings, StoredCode code) {
        shown = shown.updating(settings, code);
    }

    /** Notes that a version was published from it. */
    void published() {
        shown = shown.revised();
        running = shown;
    }

    /**
     * Makes the shown version serve from now on.
     *
     * @param outlives whether the previous version, if it ever served, serves one more invocation
     * @return the environments that no longer serve anything
     */
    List<String> swap(BooleanSupplier outlives) {
        List<String> left = new ArrayList<>();
        if (survivor != null) {
            left.add(survivor.environments());
            survivor = null;
        }
        FunctionVersion before = running;
        running = shown;
        if (!before.environments().equals(shown.environments())) {
            if (served && outlives.getAsBoolean()) {
                survivor = before;
            } else {
                left.add(before.environments());
            }
            served = false;
        }
        return left;
    }

    /** Settles the creation or update in progress, if there is one. */
    void settle() {
        if (isOnTheWay()) {
            shown = shown.settled();
            running = shown;
        }
    }

    /** Notes that an update could not be prepared; the previous version continues to serve. */
    void fail(String reason) {
        shown = shown.failed(reason);
    }

    /** Assigns a new revision id to the shown version. */
    void revise() {
        boolean same = running.equals(shown);
        shown = shown.revised();
        if (same) {
            running = shown;
        }
    }

    /** Returns all environments: those of the shown version, and those that may serve. */
    List<String> environments() {
        return survivor == null
                ? List.of(shown.environments(), running.environments())
                : List.of(shown.environments(), running.environments(), survivor.environments());
    }
}
