/** Benchmarks of the gate's hot paths. */
@NullMarked
package io.coldgate.bench;

import org.jspecify.annotations.NullMarked;
