/** Commands, options and exit codes. With the packages below it, the only user of the standard streams. */
@NullMarked
package io.coldgate.cli;

import org.jspecify.annotations.NullMarked;
