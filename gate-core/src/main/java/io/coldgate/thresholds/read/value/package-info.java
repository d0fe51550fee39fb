/** Reads single values of a thresholds file: quantities, words, paths, and where each stands. */
@NullMarked
package io.coldgate.thresholds.read.value;

import org.jspecify.annotations.NullMarked;
