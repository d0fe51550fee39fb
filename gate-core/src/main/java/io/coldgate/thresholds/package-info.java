/** The model of a thresholds file: functions and results with their budgets. */
@NullMarked
package io.coldgate.thresholds;

import org.jspecify.annotations.NullMarked;
