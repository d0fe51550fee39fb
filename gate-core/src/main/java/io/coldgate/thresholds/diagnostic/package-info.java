/** Mistakes in a thresholds file and their places: positions, diagnostics, and their display. */
@NullMarked
package io.coldgate.thresholds.diagnostic;

import org.jspecify.annotations.NullMarked;
