package io.coldgate.deploy;

import io.coldgate.lambda.CallException;
import io.coldgate.lambda.Deployment;
import io.coldgate.lambda.LambdaDriver;
import org.jspecify.annotations.Nullable;

/**
 * One deployed copy of an arm. It tracks whether an update is in progress, and how many of its first starts were
 * measured.
 */
public final class Copy {
    private final Deployment deployment;
    private final LambdaDriver driver;
    private final String runId;
    private LambdaDriver.@Nullable Update underWay;
    private int updates;
    private int discards;

    public Copy(Deployment deployment, LambdaDriver driver, String runId) {
        this.deployment = deployment;
        this.driver = driver;
        this.runId = runId;
    }

    public Deployment deployment() {
        return deployment;
    }

    /** Requests the update that makes the next starts cold, unless one is in progress. */
    public void begin() throws CallException, InterruptedException {
        if (underWay == null) {
            updates++;
            underWay = driver.beginCold(deployment, runId + "-" + updates);
        }
    }

    /**
     * Requests the update ahead of time, while others are measured. An error recurs at the next start and is reported
     * then.
     */
    public void beginAhead() throws InterruptedException {
        try {
            begin();
        } catch (CallException e) {
            underWay = null;
        }
    }

    /**
     * Waits until the update is done.
     *
     * @return what to invoke
     */
    public String await() throws CallException, InterruptedException {
        LambdaDriver.@Nullable Update update = underWay;
        if (update == null) {
            throw new IllegalStateException("no update of " + deployment.name() + " was begun");
        }
        underWay = null;
        return driver.awaitCold(update);
    }

    /** Returns the number of first starts of this copy that were discarded. */
    public int discards() {
        return discards;
    }

    public void discarded() {
        discards++;
    }
}
