/** A new version beside the stable one: steps, comparison by log lines, and what to do next. */
@NullMarked
package io.coldgate.canary;

import org.jspecify.annotations.NullMarked;
