package io.coldgate.embedded.model;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The faults that are on, and how often each kind has occurred. Can be switched by any thread while requests are
 * served.
 */
public final class Faults {
    private final Map<Class<? extends Fault>, On> on = new ConcurrentHashMap<>();
    private final Map<Class<? extends Fault>, AtomicLong> struck = new ConcurrentHashMap<>();

    /** A fault, and how often it has been checked since it was switched on. */
    private record On(Fault fault, AtomicLong looks) {}

    /** Switches a fault on and replaces another one of its kind; it counts calls from now on. */
    public void set(Fault fault) {
        on.put(fault.getClass(), new On(fault, new AtomicLong()));
    }

    /** Switches a kind of fault off. */
    public void clear(Class<? extends Fault> kind) {
        on.remove(kind);
    }

    /** Switches all faults off. */
    public void clearAll() {
        on.clear();
    }

    /** Returns how often a fault of that kind has affected a caller since the server started. */
    public long struck(Class<? extends Fault> kind) {
        AtomicLong count = struck.get(kind);
        return count == null ? 0 : count.get();
    }

    /** The fault of that kind that is on, or null. */
    <F extends Fault> @Nullable F get(Class<F> kind) {
        On found = on.get(kind);
        return found == null ? null : kind.cast(found.fault());
    }

    /** Counts one more check of the fault of that kind: 1 for the first since it was switched on; 0 when it is off. */
    long look(Class<? extends Fault> kind) {
        On found = on.get(kind);
        return found == null ? 0 : found.looks().incrementAndGet();
    }

    /** Notes that the fault has affected a caller. */
    void strike(Class<? extends Fault> kind) {
        struck.computeIfAbsent(kind, absent -> new AtomicLong()).incrementAndGet();
    }
}
