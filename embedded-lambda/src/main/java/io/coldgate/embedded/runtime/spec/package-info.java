/** Specifications of environments and of invocations. */
@NullMarked
package io.coldgate.embedded.runtime.spec;

import org.jspecify.annotations.NullMarked;
