/** Commands and environment variables for runtime identifiers. */
@NullMarked
package io.coldgate.embedded.runtime.language;

import org.jspecify.annotations.NullMarked;
