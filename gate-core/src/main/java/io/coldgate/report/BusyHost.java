package io.coldgate.report;

import io.coldgate.gate.SeriesTally;
import io.coldgate.unit.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The functions whose starts waited for a core: their measurements include the effect of the host. */
public final class BusyHost {
    /** The number of functions that are named, in the order of the file, so that the clause fits a headline. */
    private static final int NAMES_SHOWN = 4;

    private BusyHost() {}

    /**
     * Returns them in a clause, {@code the host was busy: 32 of 33 starts of cart, 30 of 31 of users waited for a
     * core}; empty if the host was quiet.
     */
    public static Optional<String> clause(Iterable<SeriesTally> functions) {
        List<String> busy = new ArrayList<>();
        for (SeriesTally tally : functions) {
            Disturbance disturbance = Disturbance.of(tally.starts(), TextReport.DISTURBED_SHARE);
            if (disturbance.isWorthSaying()) {
                busy.add(disturbance.disturbed() + " of " + disturbance.known()
                        + (busy.isEmpty() ? " starts of " : " of ") + tally.function());
            }
        }
        if (busy.isEmpty()) {
            return Optional.empty();
        }
        int more = busy.size() - NAMES_SHOWN;
        return Optional.of("the host was busy: "
                + String.join(", ", busy.subList(0, Math.min(busy.size(), NAMES_SHOWN)))
                + (more > 0 ? ", and of " + Counted.of(more, "more function") : "") + " waited for a core");
    }
}
