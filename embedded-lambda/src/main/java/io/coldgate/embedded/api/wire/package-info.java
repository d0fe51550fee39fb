/** Requests and answers on the wire: JSON, error shapes, operations, event-stream frames. Imports {@code http} only. */
@NullMarked
package io.coldgate.embedded.api.wire;

import org.jspecify.annotations.NullMarked;
