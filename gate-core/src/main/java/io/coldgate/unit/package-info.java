/**
 * Durations, sizes and counts: what a metric is measured in; text that is safe to show, or for a shell; a clock to wait
 * by. Imports nothing of the project.
 */
@NullMarked
package io.coldgate.unit;

import org.jspecify.annotations.NullMarked;
