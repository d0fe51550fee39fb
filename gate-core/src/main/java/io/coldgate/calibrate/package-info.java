/**
 * The noise of a function, measured against itself: the tolerances that it supports, and the expected cost of the
 * file's checks. The package is pure and depends only on {@code gate}, {@code sample}, {@code stats},
 * {@code thresholds} and {@code unit}.
 */
@NullMarked
package io.coldgate.calibrate;

import org.jspecify.annotations.NullMarked;
