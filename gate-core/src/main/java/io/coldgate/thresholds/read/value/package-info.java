/** Reads single values of a thresholds file: quantities, words, paths, and their positions. */
@NullMarked
package io.coldgate.thresholds.read.value;

import org.jspecify.annotations.NullMarked;
