/**
 * The control plane: Lambda's API over HTTP. This package accepts requests, applies the faults and limits of the model,
 * and routes; below it lie, in this order, {@code operation} (the implementation of each call), {@code url} (function
 * URLs), {@code invoke} (invocations and the event queue), {@code function} (functions, versions, aliases, layers and
 * their states) and {@code wire} (JSON, errors, requests). Imports {@code runtime} and {@code http}.
 */
@NullMarked
package io.coldgate.embedded.api;

import org.jspecify.annotations.NullMarked;
