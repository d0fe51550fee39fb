package io.coldgate.embedded.api.function;

import io.coldgate.embedded.api.wire.Caller;
import io.coldgate.facts.Regions;

/** Amazon resource names. */
public final class Arns {
    private Arns() {}

    /** The function's ARN without qualifier. */
    public static String function(Caller owner, String name) {
        return prefix(owner) + ":function:" + name;
    }

    /** The layer's ARN without version. */
    public static String layer(Caller owner, String name) {
        return prefix(owner) + ":layer:" + name;
    }

    /**
     * The ARN of a managed runtime's version. No such version exists here, so its hash is all zeros: it has AWS's form
     * but cannot be mistaken for a real one.
     */
    public static String runtimeVersion(Caller owner) {
        return "arn:" + Regions.partition(owner.region()) + ":lambda:" + owner.region() + "::runtime:" + "0".repeat(64);
    }

    private static String prefix(Caller owner) {
        return "arn:" + Regions.partition(owner.region()) + ":lambda:" + owner.region() + ":" + owner.account();
    }
}
