/**
 * Load scenarios against functions over HTTP. They hand their samples to the gate as JSON lines and share no class
 * with it: Gatling brings a netty of its own.
 */
@NullMarked
package io.coldgate.gatling;

import org.jspecify.annotations.NullMarked;
