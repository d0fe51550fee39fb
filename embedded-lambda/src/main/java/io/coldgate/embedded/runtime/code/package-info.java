/** Packages and layers: checks, unpacks and stores them. */
@NullMarked
package io.coldgate.embedded.runtime.code;

import org.jspecify.annotations.NullMarked;
