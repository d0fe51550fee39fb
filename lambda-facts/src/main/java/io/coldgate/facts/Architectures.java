package io.coldgate.facts;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Lambda's names of instruction set architectures. */
public final class Architectures {
    public static final String X86_64 = "x86_64";
    public static final String ARM64 = "arm64";

    /** Both names, the default first. */
    public static final List<String> NAMES = List.of(X86_64, ARM64);

    /** The default architecture of a function. */
    public static final String DEFAULT = X86_64;

    /** The values of {@code e_machine} in an ELF header (System V ABI), by these names. */
    private static final Map<String, Integer> ELF_MACHINES = Map.of(X86_64, 62, ARM64, 183);

    /** The 32-bit architectures (i386, arm) whose programs a kernel may run on these. */
    private static final Map<String, Integer> NARROW_ELF_MACHINES = Map.of(X86_64, 3, ARM64, 40);

    private Architectures() {}

    /** Returns Lambda's name for {@code e_machine} of an ELF header; empty if Lambda has no such machines. */
    public static Optional<String> ofElf(int machine) {
        return named(ELF_MACHINES, machine);
    }

    /**
     * Returns the architecture that may run 32-bit programs of this {@code e_machine}, if the kernel was built for it.
     */
    public static Optional<String> ofNarrowElf(int machine) {
        return named(NARROW_ELF_MACHINES, machine);
    }

    private static Optional<String> named(Map<String, Integer> machines, int machine) {
        return NAMES.stream()
                .filter(name -> Integer.valueOf(machine).equals(machines.get(name)))
                .findFirst();
    }

    /** Returns Lambda's name for the machine that this JVM runs on; the JVM's own name if Lambda has none. */
    public static String ofHost() {
        return of(System.getProperty("os.arch", ""));
    }

    /** Returns Lambda's name for an architecture as named by JVMs; the same name if Lambda has none. */
    public static String of(String jvmName) {
        return switch (jvmName.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> X86_64;
            case "aarch64", "arm64" -> ARM64;
            default -> jvmName;
        };
    }
}
