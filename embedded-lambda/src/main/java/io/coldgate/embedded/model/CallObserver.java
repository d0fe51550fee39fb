package io.coldgate.embedded.model;

/**
 * Is notified of every call before it is carried out, so that it can act at that moment, and again after it was carried
 * out.
 */
@FunctionalInterface
public interface CallObserver {
    /**
     * Notes that a call has arrived. Runs on the thread that answers the call, which waits meanwhile.
     *
     * @param operation its name in Lambda's API, such as {@code UpdateFunctionConfiguration}; {@code CloudWatchLogs}
     *     for the operations of CloudWatch Logs
     * @param resource the ARN that it is about; {@code *} when it is not about a single function
     */
    void arrived(String operation, String resource);

    /**
     * Notes that a call was carried out: its effects are now visible, even if its caller never receives the answer. Not
     * called for a call that was refused. Runs on the thread that answers the call afterwards.
     *
     * @param operation as for {@link #arrived}
     * @param resource as for {@link #arrived}
     */
    default void carriedOut(String operation, String resource) {}
}
