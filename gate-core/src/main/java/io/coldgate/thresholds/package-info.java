/** The thresholds file: its model, reader, schema and diagnostics. */
@NullMarked
package io.coldgate.thresholds;

import org.jspecify.annotations.NullMarked;
