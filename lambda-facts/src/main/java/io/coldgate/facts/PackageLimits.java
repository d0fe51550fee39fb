package io.coldgate.facts;

/** Lambda's limits on packages, in bytes (docs/lambda-facts.md 1.9). */
public final class PackageLimits {
    /** The largest zip that a request may carry: 50 MiB. */
    public static final int ZIP_BYTES = 52_428_800;

    private PackageLimits() {}
}
