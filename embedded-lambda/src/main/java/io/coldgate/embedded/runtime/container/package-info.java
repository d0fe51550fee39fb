/** Container images through Docker or Podman: inspects and runs them, and cleans up after them. */
@NullMarked
package io.coldgate.embedded.runtime.container;

import org.jspecify.annotations.NullMarked;
