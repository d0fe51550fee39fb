/** Mistakes in a thresholds file and their places: positions, diagnostics, and how they are shown. */
@NullMarked
package io.coldgate.thresholds.diagnostic;

import org.jspecify.annotations.NullMarked;
