/**
 * Results of other tools: their files, read into series of raw samples. Files are untrusted, and a broken file is never
 * partly used.
 */
@NullMarked
package io.coldgate.imports;

import org.jspecify.annotations.NullMarked;
