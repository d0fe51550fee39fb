/** Checks, decisions and the build's verdict. Pure: no clock, no input or output. */
@NullMarked
package io.coldgate.gate;

import org.jspecify.annotations.NullMarked;
