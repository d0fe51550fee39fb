package io.coldgate.embedded.model;

/** Is told of every call before it is answered, so that something can be made to happen just then. */
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
}
