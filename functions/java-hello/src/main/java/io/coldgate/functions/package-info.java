/** Candidate functions for the managed Java runtimes; they do not depend on the gate. */
@NullMarked
package io.coldgate.functions;

import org.jspecify.annotations.NullMarked;
