package io.coldgate.ratchet;

import io.coldgate.gate.BudgetCheck;
import io.coldgate.gate.SeriesFigures;

/**
 * A budget and its tighter limit, with the evidence.
 *
 * @param check the check that passed
 * @param figures the figures of the slowest run
 * @param oldText the limit as written in the file
 * @param newText the new limit, in the same unit if it is at least one of that unit
 * @param newLimit the new limit in the metric's base unit
 * @param factor the headroom on the upper end of the quantile's interval, such as 1.25
 * @param runs number of runs with the check
 */
public record Tightening(
        BudgetCheck check,
        SeriesFigures figures,
        String oldText,
        String newText,
        double newLimit,
        double factor,
        int runs) {}
