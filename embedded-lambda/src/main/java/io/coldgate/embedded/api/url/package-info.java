/** Function URLs: convert HTTP requests to events, and responses to HTTP. Imports {@code invoke} and below. */
@NullMarked
package io.coldgate.embedded.api.url;

import org.jspecify.annotations.NullMarked;
