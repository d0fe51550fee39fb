/** Contents of a function's package: sizes, files, the executable's format. Reads untrusted archives with limits. */
@NullMarked
package io.coldgate.artifact;

import org.jspecify.annotations.NullMarked;
