/**
 * Finds what a first thresholds file can be written from (packages, folders of Go mains, SAM templates) and writes its
 * text. Everything it reads is untrusted and bounded. Knows {@code artifact} and {@code unit}.
 */
@NullMarked
package io.coldgate.init;

import org.jspecify.annotations.NullMarked;
