/** The path of log lines from their source, through a common reader, to the outcome of each invocation. */
@NullMarked
package io.coldgate.logs;

import org.jspecify.annotations.NullMarked;
