/**
 * Explains a cold start by how the program was put together: which imports lead to a package, which of them are new, and
 * which versions changed. Pure: reads texts and other records, no file, clock or process.
 */
@NullMarked
package io.coldgate.explain;

import org.jspecify.annotations.NullMarked;
