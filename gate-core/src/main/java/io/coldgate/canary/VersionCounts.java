package io.coldgate.canary;

import io.coldgate.logs.LoggedInvocation;

/**
 * The invocations of one version at one step.
 *
 * @param invocations number of all invocations
 * @param cold number of cold starts
 * @param failed number of invocations that failed or timed out, as far as REPORT lines show it
 */
public record VersionCounts(long invocations, long cold, long failed) {
    /** No invocations yet. */
    static final VersionCounts NONE = new VersionCounts(0, 0, 0);

    VersionCounts and(LoggedInvocation invocation) {
        return new VersionCounts(
                invocations + 1,
                cold + (invocation.isCold() ? 1 : 0),
                failed + (invocation.failure().isPresent() ? 1 : 0));
    }
}
