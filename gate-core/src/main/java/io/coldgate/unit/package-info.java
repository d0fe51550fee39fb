/**
 * Durations, sizes and counts: what a metric is measured in; and text that is safe to show. Imports nothing of the
 * project.
 */
@NullMarked
package io.coldgate.unit;

import org.jspecify.annotations.NullMarked;
