/** The Runtime API and the Extensions API of one environment. */
@NullMarked
package io.coldgate.embedded.runtime.protocol;

import org.jspecify.annotations.NullMarked;
