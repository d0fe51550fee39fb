/**
 * Invocations: who may run, which version serves, the queue of asynchronous events. Imports {@code function} and
 * {@code wire}.
 */
@NullMarked
package io.coldgate.embedded.api.invoke;

import org.jspecify.annotations.NullMarked;
