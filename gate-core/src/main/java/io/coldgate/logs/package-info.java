/** The street of log lines: from where they are kept, through one reader, to the outcome of each invocation. */
@NullMarked
package io.coldgate.logs;

import org.jspecify.annotations.NullMarked;
