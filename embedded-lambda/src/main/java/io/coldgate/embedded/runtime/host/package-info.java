/** Processes of the host: starts them, finds and ends their trees, and reads their resource usage. */
@NullMarked
package io.coldgate.embedded.runtime.host;

import org.jspecify.annotations.NullMarked;
