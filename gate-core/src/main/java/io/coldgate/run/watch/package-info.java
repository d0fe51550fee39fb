/** Runs watches: their logs, the state that they keep, and the steps that they take. */
@org.jspecify.annotations.NullMarked
package io.coldgate.run.watch;
