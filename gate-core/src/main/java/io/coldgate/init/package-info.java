/**
 * Finds the sources for a first thresholds file (packages, folders of Go programs, SAM templates) and writes its text.
 * All input is untrusted and bounded. The package depends only on {@code artifact} and {@code unit}.
 */
@NullMarked
package io.coldgate.init;

import org.jspecify.annotations.NullMarked;
