/**
 * Whole runs: a gate, a sweep, a calibration, and judging again. {@link io.coldgate.run.GateRun} is the front door; the
 * command line adds options, a terminal and exit codes. Bisections, canaries, watches and histories have packages of
 * their own below this one.
 */
@NullMarked
package io.coldgate.run;

import org.jspecify.annotations.NullMarked;
