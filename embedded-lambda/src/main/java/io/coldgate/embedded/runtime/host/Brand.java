package io.coldgate.embedded.runtime.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A number that every process of an environment inherits and hardly one gets rid of: its limit of file locks, a
 * resource limit that Linux keeps and has not looked at since 2.4. It outlives what a daemon sheds: parents, session,
 * environment, working folder, open files and program. The first nine digits are the server's, the other nine the
 * environment's. Where a limit is set already, where the shell cannot set this one, or where there is no {@code /proc},
 * nobody has a brand.
 */
public final class Brand {
    /** Nine digits that do not begin with 0; twice nine fit into the kernel's 64 bits. */
    private static final long LEAST = 100_000_000;

    private static final long DIGITS = 900_000_000;
    private static final long SHIFT = 1_000_000_000;
    private static final Pattern LIMIT = Pattern.compile("\nMax file locks +(\\d{18}) ");

    private Brand() {}

    /** The digits that all processes of a server have in front. */
    static long ofServer(String marker) {
        return nine(marker);
    }

    /** Returns what the processes of one environment have. */
    public static long of(String marker, String environmentId) {
        return nine(marker) * SHIFT + nine(environmentId);
    }

    private static long nine(String text) {
        var hash = UUID.nameUUIDFromBytes(text.getBytes(UTF_8));
        return LEAST + Math.floorMod(hash.getMostSignificantBits(), DIGITS);
    }

    /** The brand that stands in a process's limits; 0 for none. */
    static long in(String limits) {
        var found = LIMIT.matcher(limits);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    /** The processes of one environment, by the number that {@link #of} gives. */
    public static List<Long> having(long brand) {
        return ProcFs.processes().stream()
                .filter(pid -> ProcFs.brand(pid) == brand)
                .toList();
    }

    /** The processes of a server. */
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

    /** The processes of some of a server's environments. */
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
