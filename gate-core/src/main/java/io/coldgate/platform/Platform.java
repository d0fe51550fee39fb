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

/** Somewhere that functions run. What differs between platforms is here; the driver is the same for all. */
public interface Platform extends AutoCloseable {
    /** Its name. */
    PlatformName name();

    /** A client without retries of its own. */
    LambdaClient client();

    /** Returns a new client of CloudWatch Logs there, without retries of its own; the caller closes it. */
    CloudWatchLogsClient logsClient();

    /** Returns what can be measured there; a budget on anything else is a configuration error. */
    Set<Metric> measurable();

    /**
     * Returns what can be measured there of one function.
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

    /** The execution role to deploy with when the file names none; empty where there is no such role. */
    String defaultRole();

    /** Returns how often its control plane may be called. */
    default ControlPlaneLimits limits() {
        return ControlPlaneLimits.NONE;
    }

    /**
     * Returns whether the invocation was a cold start, by this platform's proof, and what was measured of it. An
     * environment proves one cold start, once. Called by several threads at once.
     */
    ColdStartProof read(Invocation invocation);

    /** The same where it matters how the function was deployed. It may ask the platform for the invocation's log. */
    default ColdStartProof read(Invocation invocation, Deployment deployment) throws InterruptedException {
        return read(invocation);
    }

    /**
     * Returns whether the invocation was served by the environment of an earlier cold start, and how long its handler
     * ran. May be called by several threads at once.
     *
     * @param start that cold start
     */
    default WarmProof readWarm(Invocation invocation, ColdStartProof.Cold start, Deployment deployment)
            throws InterruptedException {
        return WarmProof.ofReport(invocation, invocation.report());
    }

    /**
     * Returns the log of an environment's first invocation as far as the platform has it: the part that came with the
     * answer, or the whole from where the platform keeps it.
     */
    default String log(Invocation invocation, Deployment deployment) throws InterruptedException {
        return invocation.logTail();
    }

    /**
     * Removes what the platform keeps of a function that is deleted, such as its log; where that is not allowed,
     * nothing.
     */
    default void forget(String function) throws InterruptedException {}

    /** Returns what a reader of figures measured there must know, a line each. */
    default List<String> notes() {
        return List.of();
    }

    /** Facts about the host and the platform that a series depends on. */
    Map<String, String> facts();

    @Override
    void close();
}
