/** The control plane: functions, versions, aliases, settings and Invoke, over HTTP. Imports {@code runtime} and {@code http}. */
@NullMarked
package io.coldgate.embedded.api;

import org.jspecify.annotations.NullMarked;
