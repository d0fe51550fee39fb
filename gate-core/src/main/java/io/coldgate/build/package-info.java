/** Gets packages ready: runs build commands, builds the baseline of a git ref, and caches it. */
@NullMarked
package io.coldgate.build;

import org.jspecify.annotations.NullMarked;
