/** Logs of functions and of the platform, and the REPORT line. */
@NullMarked
package io.coldgate.embedded.runtime.log;

import org.jspecify.annotations.NullMarked;
