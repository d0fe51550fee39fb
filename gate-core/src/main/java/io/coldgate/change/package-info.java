/** The functions that a change touches: what changed since a git ref, and what each function is built from. */
@NullMarked
package io.coldgate.change;

import org.jspecify.annotations.NullMarked;
