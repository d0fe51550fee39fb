package io.coldgate.embedded.api.wire;

import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Identifiers that must be unique but not secret: no {@code SecureRandom} on the start-up path. */
public final class Ids {
    private static final long VERSION_4 = 0x4000L;
    private static final long VERSION_MASK = 0xFFFFFFFFFFFF0FFFL;
    private static final long VARIANT = 0x8000000000000000L;
    private static final long VARIANT_MASK = 0x3FFFFFFFFFFFFFFFL;

    private Ids() {}

    /** A random (version 4) uuid. */
    public static String uuid() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (random.nextLong() & VERSION_MASK) | VERSION_4;
        long low = (random.nextLong() & VARIANT_MASK) | VARIANT;
        return new UUID(high, low).toString();
    }

    /** {@code digits} random hexadecimal digits, at most 32. */
    public static String hex(int digits) {
        return uuid().replace("-", "").substring(0, digits);
    }

    /** An X-Ray trace header: a root with the given second, a parent, not sampled. */
    public static String traceHeader(long epochSeconds) {
        // Formatted by hand: String.format loads a large part of the regex package on the path of the first invocation.
        String seconds = HexFormat.of().toHexDigits((int) epochSeconds);
        return "Root=1-" + seconds + "-" + hex(24) + ";Parent=" + hex(16) + ";Sampled=0";
    }
}
