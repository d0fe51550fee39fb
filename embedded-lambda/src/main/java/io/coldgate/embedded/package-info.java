/**
 * A Lambda on loopback: the control-plane API and the Runtime API, with a real process for each execution environment.
 * The root package contains the user's entry points; it may import every package below it.
 */
@NullMarked
package io.coldgate.embedded;

import org.jspecify.annotations.NullMarked;
