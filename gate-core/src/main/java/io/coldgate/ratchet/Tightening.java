package io.coldgate.ratchet;

import io.coldgate.gate.BudgetCheck;
import io.coldgate.gate.SeriesFigures;

/**
 * A budget and its tighter limit, with the evidence.
 *
 * @param check the check that passed
 * @param figures what was measured, in the slowest of the runs
 * @param oldText the limit as the file has it
 * @param newText the limit to write in its place, in the same unit where it is at least one of it
 * @param newLimit the same in the metric's base unit
 * @param factor the headroom on the upper end of the quantile's interval, such as 1.25
 * @param runs how many runs have the check
 */
public record Tightening(
        BudgetCheck check,
        SeriesFigures figures,
        String oldText,
        String newText,
        double newLimit,
        double factor,
        int runs) {}
