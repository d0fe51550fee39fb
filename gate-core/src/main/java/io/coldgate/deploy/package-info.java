/** Deploys copies of functions, journals what they replace, restores it, and finds what was left behind. */
@NullMarked
package io.coldgate.deploy;

import org.jspecify.annotations.NullMarked;
