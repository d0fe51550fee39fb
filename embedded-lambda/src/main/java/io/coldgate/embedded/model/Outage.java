package io.coldgate.embedded.model;

import java.util.function.LongSupplier;

/** Outages of the endpoint: from a call on, for a while, or until the fault is switched off. */
public final class Outage {
    private final Faults faults;
    private final LongSupplier clock;
    private long endNanos;

    Outage(Faults faults, LongSupplier clock) {
        this.faults = faults;
        this.clock = clock;
    }

    /** Counts a call; true when the endpoint goes away now, and takes this call with it. */
    public boolean begins() {
        Fault.Unreachable fault = faults.get(Fault.Unreachable.class);
        // Exactly this call: those that are under way beside it belong to the same outage.
        boolean begins = fault != null && faults.look(Fault.Unreachable.class) == fault.afterCalls() + 1L;
        if (begins && fault != null) {
            synchronized (this) {
                endNanos = clock.getAsLong() + fault.duration().toNanos();
            }
            faults.strike(Fault.Unreachable.class);
        }
        return begins;
    }

    /** Returns whether it has still to be gone. Switches the fault off when it is over. */
    public synchronized boolean lasts() {
        boolean lasts = faults.get(Fault.Unreachable.class) != null && clock.getAsLong() < endNanos;
        if (!lasts) {
            faults.clear(Fault.Unreachable.class);
        }
        return lasts;
    }
}
