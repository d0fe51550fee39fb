/**
 * Fuzz targets, each with the promise that it holds its input to. Jazzer calls {@code fuzzerTestOneInput}; a promise
 * that is broken is an {@link java.lang.AssertionError}.
 */
@NullMarked
package io.coldgate.fuzz;

import org.jspecify.annotations.NullMarked;
