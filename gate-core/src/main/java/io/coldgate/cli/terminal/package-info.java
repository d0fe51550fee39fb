/** The display of a run on a terminal: progress, results, failures. */
@NullMarked
package io.coldgate.cli.terminal;

import org.jspecify.annotations.NullMarked;
