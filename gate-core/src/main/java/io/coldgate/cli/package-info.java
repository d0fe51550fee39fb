/** Commands, options and exit codes. Only this package and those below it use the standard streams. */
@NullMarked
package io.coldgate.cli;

import org.jspecify.annotations.NullMarked;
