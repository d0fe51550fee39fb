/** Function URLs: an HTTP request becomes an event, a response becomes HTTP. Imports {@code invoke} and below. */
@NullMarked
package io.coldgate.embedded.api.url;

import org.jspecify.annotations.NullMarked;
