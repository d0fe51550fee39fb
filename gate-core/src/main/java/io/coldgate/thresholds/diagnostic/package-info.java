/** What is wrong with a thresholds file, and where: positions, diagnostics, and how they are shown. */
@NullMarked
package io.coldgate.thresholds.diagnostic;

import org.jspecify.annotations.NullMarked;
