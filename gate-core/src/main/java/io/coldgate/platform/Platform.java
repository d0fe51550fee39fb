package io.coldgate.platform;

import io.coldgate.lambda.ControlPlaneLimits;
import io.coldgate.lambda.Deployment;
import io.coldgate.lambda.Invocation;
import io.coldgate.sample.Metric;
import io.coldgate.thresholds.PlatformName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** A place where functions run. It covers the differences between platforms; the driver is the same for all. */
public interface Platform extends AutoCloseable {
    /** Returns its name. */
    PlatformName name();

    /** Returns a client without retries of its own. */
    LambdaClient client();

    /** Returns a new client of CloudWatch Logs there, without retries of its own; the caller closes it. */
    CloudWatchLogsClient logsClient();

    /** Returns the metrics that it can measure; a budget on any other is a configuration error. */
    Set<Metric> measurable();

    /**
     * Returns the metrics that it can measure for one function.
     *
     * @param probe whether the gate's probe is in its package
     */
    default Set<Metric> measurable(boolean probe) {
        if (!probe) {
            return measurable();
        }
        Set<Metric> all = new TreeSet<>(ProbeReader.METRICS);
        all.addAll(measurable());
        return all;
    }

    /** Returns the execution role to use if the file names none; empty if there is no such role. */
    String defaultRole();

    /** Returns how often its control plane may be called. */
    default ControlPlaneLimits limits() {
        return ControlPlaneLimits.NONE;
    }

    /**
     * Returns whether the invocation was a cold start, by this platform's proof, with its measurements. An environment
     * proves only one cold start. Called by several threads at once.
     */
    ColdStartProof read(Invocation invocation);

    /**
     * Returns the same for a platform on which the deployment matters. It may request the invocation's log from the
     * platform.
     */
    default ColdStartProof read(Invocation invocation, Deployment deployment) throws InterruptedException {
        return read(invocation);
    }

    /**
     * Returns whether the invocation was served by the environment of an earlier cold start, and how long its handler
     * ran. May be called by several threads at once.
     *
     * @param start the cold start
     */
    default WarmProof readWarm(Invocation invocation, ColdStartProof.Cold start, Deployment deployment)
            throws InterruptedException {
        return WarmProof.ofReport(invocation, invocation.report());
    }

    /**
     * Returns the log of an environment's first invocation as far as available: the part that came with the answer, or
     * the complete log if the platform keeps it.
     */
    default String log(Invocation invocation, Deployment deployment) throws InterruptedException {
        return invocation.logTail();
    }

    /** Removes what the platform keeps of a deleted function, such as its log, if permitted. */
    default void forget(String function) throws InterruptedException {}

    /** Returns notes for readers of figures measured there, one line each. */
    default List<String> notes() {
        return List.of();
    }

    /** Returns facts about the host and the platform that a series depends on. */
    Map<String, String> facts();

    @Override
    void close();
}
