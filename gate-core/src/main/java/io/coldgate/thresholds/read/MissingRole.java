package io.coldgate.thresholds.read;

/** A function that is to be deployed on AWS and has no role; whoever notices it says the same. */
public final class MissingRole {
    /** The mistake. */
    public static final String MESSAGE = "no role";

    /** Its remedy. */
    public static final String REMEDY = "add role: and the ARN of the role that the function is to have on AWS, here or"
            + " under defaults.platforms.aws";

    private MissingRole() {}
}
