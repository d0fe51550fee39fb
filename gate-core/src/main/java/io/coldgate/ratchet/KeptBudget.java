package io.coldgate.ratchet;

import io.coldgate.gate.BudgetCheck;

/**
 * A budget that is left as it is.
 *
 * @param check its check
 * @param reason why, for people
 */
public record KeptBudget(BudgetCheck check, String reason) {}
