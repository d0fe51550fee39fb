/** The functions that a change touches: the files changed since a git ref, and the inputs of each function. */
@NullMarked
package io.coldgate.change;

import org.jspecify.annotations.NullMarked;
