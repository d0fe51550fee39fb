/** The objectives of functions in production: alarms, proof of recovery, and the ladder of actions. Pure. */
@NullMarked
package io.coldgate.watch;

import org.jspecify.annotations.NullMarked;
