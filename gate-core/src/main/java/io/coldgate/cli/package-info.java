/** Commands, options and exit codes. The only user of the standard streams. */
@NullMarked
package io.coldgate.cli;

import org.jspecify.annotations.NullMarked;
