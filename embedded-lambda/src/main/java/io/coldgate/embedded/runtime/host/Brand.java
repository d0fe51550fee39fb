package io.coldgate.embedded.runtime.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A number that every process of an environment inherits and hardly any process changes: its limit of file locks, a
 * resource limit that Linux keeps but has ignored since 2.4. It survives everything that a daemon changes: parents,
 * session, environment, working folder, open files and program. The first nine digits are the server's, the other nine
 * the environment's. A process has no brand if such a limit is already set, if the shell cannot set it, or if there is
 * no {@code /proc}.
 */
public final class Brand {
    /** Nine digits that do not begin with 0; twice nine fit into the kernel's 64 bits. */
    private static final long LEAST = 100_000_000;

    private static final long DIGITS = 900_000_000;
    private static final long SHIFT = 1_000_000_000;
    private static final Pattern LIMIT = Pattern.compile("\nMax file locks +(\\d{18}) ");

    private Brand() {}

    /** The first nine digits of the brand, which all processes of a server share. */
    static long ofServer(String marker) {
        return nine(marker);
    }

    /** Returns the brand of one environment's processes. */
    public static long of(String marker, String environmentId) {
        return nine(marker) * SHIFT + nine(environmentId);
    }

    private static long nine(String text) {
        var hash = UUID.nameUUIDFromBytes(text.getBytes(UTF_8));
        return LEAST + Math.floorMod(hash.getMostSignificantBits(), DIGITS);
    }

    /** Returns the brand in a process's limits; 0 for none. */
    static long in(String limits) {
        var found = LIMIT.matcher(limits);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    /** Returns the processes of one environment, by the number that {@link #of} returns. */
    public static List<Long> having(long brand) {
        return ProcFs.processes().stream()
                .filter(pid -> ProcFs.brand(pid) == brand)
                .toList();
    }

    /** Returns the processes of a server. */
    public static List<Long> processes(String marker) {
        long server = ofServer(marker);
        var found = new ArrayList<Long>();
        for (long pid : ProcFs.processes()) {
            if (ProcFs.brand(pid) / SHIFT == server) {
                found.add(pid);
            }
        }
        return found;
    }

    /** Returns the processes of some of a server's environments. */
    public static List<Long> processes(String marker, List<String> environmentIds) {
        List<Long> brands = environmentIds.stream().map(id -> of(marker, id)).toList();
        var found = new ArrayList<Long>();
        for (long pid : ProcFs.processes()) {
            if (brands.contains(ProcFs.brand(pid))) {
                found.add(pid);
            }
        }
        return found;
    }
}
