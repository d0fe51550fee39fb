/**
 * A Lambda on loopback: the control-plane API and the Runtime API, each execution environment a real process. The root
 * package holds what a user starts; it may import every package below it.
 */
@NullMarked
package io.coldgate.embedded;

import org.jspecify.annotations.NullMarked;
