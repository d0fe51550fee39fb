/** What is started for a runtime identifier, and its environment variables. */
@NullMarked
package io.coldgate.embedded.runtime.language;

import org.jspecify.annotations.NullMarked;
