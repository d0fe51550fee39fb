/** Candidate functions for the managed Java runtimes; they know nothing of the gate. */
@NullMarked
package io.coldgate.functions;

import org.jspecify.annotations.NullMarked;
