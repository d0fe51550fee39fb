package io.coldgate.embedded.api;

import io.coldgate.embedded.runtime.code.TestZip;
import java.nio.charset.StandardCharsets;

/** Small packages. */
public final class Zips {
    private Zips() {}

    /** A zip with a bootstrap of that text. */
    static byte[] of(String bootstrap) {
        return of("bootstrap", bootstrap.getBytes(StandardCharsets.UTF_8));
    }

    /** A zip with one file, which everybody may read and execute. */
    public static byte[] of(String name, byte[] content) {
        return new TestZip().file(name, 0755, content).bytes();
    }
}
