/** Runs canaries: an alias is shifted step by step, as decided by the logs of both versions. */
@org.jspecify.annotations.NullMarked
package io.coldgate.run.canary;
