/**
 * The control plane: Lambda's API over HTTP. This package accepts requests, guards the door and routes; below it lie,
 * in this order, {@code operation} (what each call does), {@code url} (function URLs), {@code invoke} (invocations and
 * the event queue), {@code function} (functions, versions, aliases, layers and their states) and {@code wire} (JSON,
 * errors, requests). Imports {@code runtime} and {@code http}.
 */
@NullMarked
package io.coldgate.embedded.api;

import org.jspecify.annotations.NullMarked;
