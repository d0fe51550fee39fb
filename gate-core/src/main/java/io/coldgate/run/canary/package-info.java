/** Canaries that run: an alias shifted step by step, by what both versions logged. */
@org.jspecify.annotations.NullMarked
package io.coldgate.run.canary;
