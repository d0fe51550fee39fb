/** A run as people see it on a terminal: progress, results, failures. */
@NullMarked
package io.coldgate.cli.terminal;

import org.jspecify.annotations.NullMarked;
