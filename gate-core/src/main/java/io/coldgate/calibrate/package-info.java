/**
 * The noise of a function, measured against itself: what it supports, and what the checks of a file will cost. Pure:
 * knows {@code gate}, {@code sample}, {@code stats}, {@code thresholds} and {@code unit}.
 */
@NullMarked
package io.coldgate.calibrate;

import org.jspecify.annotations.NullMarked;
