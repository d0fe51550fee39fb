/** Explanations of cold starts, their composition and the causes of slowdowns: pure functions of watched starts. */
@NullMarked
package io.coldgate.explain;

import org.jspecify.annotations.NullMarked;
