package io.coldgate.ratchet;

import java.util.List;

/**
 * The changes to a thresholds file.
 *
 * @param tightened budgets with a tighter limit, in the order of the checks
 * @param kept the other budgets
 * @param before the file's text
 * @param after its text with the tighter limits
 */
public record RatchetPlan(List<Tightening> tightened, List<KeptBudget> kept, String before, String after) {
    /** Copies the lists. */
    public RatchetPlan {
        tightened = List.copyOf(tightened);
        kept = List.copyOf(kept);
    }
}
