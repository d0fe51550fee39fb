/** Reads a thresholds file into the model, with all mistakes at once. */
@NullMarked
package io.coldgate.thresholds.read;

import org.jspecify.annotations.NullMarked;
