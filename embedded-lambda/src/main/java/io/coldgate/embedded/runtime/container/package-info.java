/** Container images through Docker or Podman: looked at, run, and cleaned up after. */
@NullMarked
package io.coldgate.embedded.runtime.container;

import org.jspecify.annotations.NullMarked;
