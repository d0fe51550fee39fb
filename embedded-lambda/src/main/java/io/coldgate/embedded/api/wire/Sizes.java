package io.coldgate.embedded.api.wire;

import io.coldgate.facts.PackageLimits;

/** Lambda's limits on sizes, in bytes (source: lambda-facts 1.9, recorded against AWS). */
public final class Sizes {
    /** A whole request of the control plane: 50 MiB of zip as base64, and room for the other members. */
    public static final int REQUEST_BYTES = 70_167_211;
    /** A zip in a request. */
    public static final int ZIP_BYTES = PackageLimits.ZIP_BYTES;
    /** A function and its layers, unpacked. */
    public static final long UNZIPPED_BYTES = 262_144_000;
    /** A synchronous invocation's event: 6 MiB. */
    public static final int SYNC_EVENT_BYTES = 6_291_456;
    /** A function's response: 6 MiB and 100 bytes, the limit that AWS's message names. */
    public static final int RESPONSE_BYTES = 6_291_556;
    /** An asynchronous invocation's event: 1 MiB since 2025, 256 KiB before. */
    public static final int ASYNC_EVENT_BYTES = 1_048_576;
    /** Environment variables as JSON. */
    public static final int ENVIRONMENT_BYTES = 4_096;
    /** The client context header, base64. */
    public static final int CLIENT_CONTEXT_CHARS = 3_583;
    /** The total of an account's code: 75 GiB. */
    public static final long ACCOUNT_CODE_BYTES = 80_530_636_800L;

    private Sizes() {}
}
