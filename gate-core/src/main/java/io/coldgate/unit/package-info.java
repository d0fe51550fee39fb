/**
 * Durations, sizes and counts, the units of metrics; text that is safe to show or safe for a shell; a clock for
 * waiting. Imports nothing from the project.
 */
@NullMarked
package io.coldgate.unit;

import org.jspecify.annotations.NullMarked;
