package io.coldgate.facts;

import java.util.List;
import java.util.Locale;

/** Lambda's names of instruction sets. */
public final class Architectures {
    public static final String X86_64 = "x86_64";
    public static final String ARM64 = "arm64";

    /** Both, the default first. */
    public static final List<String> NAMES = List.of(X86_64, ARM64);

    private Architectures() {}

    /** Returns Lambda's name for the machine that this JVM runs on; the JVM's own name where Lambda has none. */
    public static String ofHost() {
        return of(System.getProperty("os.arch", ""));
    }

    /** Returns Lambda's name for an architecture as JVMs name it; that name where Lambda has none. */
    public static String of(String jvmName) {
        return switch (jvmName.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> X86_64;
            case "aarch64", "arm64" -> ARM64;
            default -> jvmName;
        };
    }
}
