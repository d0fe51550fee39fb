/**
 * Load scenarios against functions over HTTP. They pass their samples to the gate as JSON lines and share no class with
 * it, because Gatling brings its own version of netty.
 */
@NullMarked
package io.coldgate.gatling;

import org.jspecify.annotations.NullMarked;
