package io.coldgate.embedded.model;

import java.util.function.LongSupplier;

/**
 * Outages of the endpoint: they begin with a given call and last for a given time, or until the fault is switched off.
 */
public final class Outage {
    private final Faults faults;
    private final LongSupplier clock;
    private long endNanos;

    Outage(Faults faults, LongSupplier clock) {
        this.faults = faults;
        this.clock = clock;
    }

    /** Counts a call; true when the endpoint goes away now, which also cuts off this call. */
    public boolean begins() {
        Fault.Unreachable fault = faults.get(Fault.Unreachable.class);
        // Only this call begins it: concurrent calls belong to the same outage.
        boolean begins = fault != null && faults.look(Fault.Unreachable.class) == fault.afterCalls() + 1L;
        if (begins && fault != null) {
            synchronized (this) {
                endNanos = clock.getAsLong() + fault.duration().toNanos();
            }
            faults.strike(Fault.Unreachable.class);
        }
        return begins;
    }

    /** Returns whether the endpoint must still be gone. Switches the fault off when the outage is over. */
    public synchronized boolean lasts() {
        boolean lasts = faults.get(Fault.Unreachable.class) != null && clock.getAsLong() < endNanos;
        if (!lasts) {
            faults.clear(Fault.Unreachable.class);
        }
        return lasts;
    }
}
