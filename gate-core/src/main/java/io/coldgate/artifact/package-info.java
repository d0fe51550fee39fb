/** Contents of a function's package: sizes, files, the executable's format. It reads untrusted archives with limits. */
@NullMarked
package io.coldgate.artifact;

import org.jspecify.annotations.NullMarked;
