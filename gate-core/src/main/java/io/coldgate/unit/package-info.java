/** Durations, sizes and counts: what a metric is measured in. Imports nothing of the project. */
@NullMarked
package io.coldgate.unit;

import org.jspecify.annotations.NullMarked;
