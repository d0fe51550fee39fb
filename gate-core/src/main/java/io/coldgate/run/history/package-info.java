/** Runs filed in a history, and read again. */
@org.jspecify.annotations.NullMarked
package io.coldgate.run.history;
