package io.coldgate.embedded.model;

/**
 * Is told of every call before it is carried out, so that something can be made to happen just then, and when it was
 * carried out.
 */
@FunctionalInterface
public interface CallObserver {
    /**
     * A call has arrived. Runs on the thread that answers it, which waits meanwhile.
     *
     * @param operation its name in Lambda's API, such as {@code UpdateFunctionConfiguration}; {@code CloudWatchLogs}
     *     for those of CloudWatch Logs
     * @param resource the ARN that it is about; {@code *} when it is about no single function
     */
    void arrived(String operation, String resource);

    /**
     * A call was carried out: whoever asks now sees what it changed, also when its caller never hears the answer. Not
     * told of a call that was refused. Runs on the thread that answers it afterwards.
     *
     * @param operation as for {@link #arrived}
     * @param resource as for {@link #arrived}
     */
    default void carriedOut(String operation, String resource) {}
}
