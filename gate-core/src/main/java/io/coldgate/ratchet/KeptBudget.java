package io.coldgate.ratchet;

import io.coldgate.gate.BudgetCheck;

/**
 * A budget that is left unchanged.
 *
 * @param check its check
 * @param reason the reason, for people
 */
public record KeptBudget(BudgetCheck check, String reason) {}
