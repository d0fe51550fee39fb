/**
 * Finds the sources for a first thresholds file (packages, folders of Go programs, SAM templates) and writes its text.
 * All input is untrusted and bounded. It depends only on {@code unit} and {@code makefile}.
 */
@NullMarked
package io.coldgate.init;

import org.jspecify.annotations.NullMarked;
