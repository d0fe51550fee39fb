/** What a function and the platform write, and the REPORT line. */
@NullMarked
package io.coldgate.embedded.runtime.log;

import org.jspecify.annotations.NullMarked;
