/**
 * Results of other tools: their files, read into series of raw samples. Files are untrusted, and what is broken is
 * never half read.
 */
@NullMarked
package io.coldgate.imports;

import org.jspecify.annotations.NullMarked;
