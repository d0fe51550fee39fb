package io.coldgate.thresholds.read;

/** The message about a function that is to be deployed on AWS and has no role, shared by all places that detect it. */
public final class MissingRole {
    /** The problem. */
    public static final String MESSAGE = "no role";

    /** The remedy. */
    public static final String REMEDY = "add role: and the ARN of the role that the function is to have on AWS, here or"
            + " under defaults.platforms.aws";

    private MissingRole() {}
}
