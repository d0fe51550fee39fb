/** What an environment is made of, and what it is invoked with. */
@NullMarked
package io.coldgate.embedded.runtime.spec;

import org.jspecify.annotations.NullMarked;
