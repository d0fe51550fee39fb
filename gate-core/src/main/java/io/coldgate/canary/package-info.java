/** Canary releases: their steps, the comparison of versions by log lines, and the decision on the next step. */
@NullMarked
package io.coldgate.canary;

import org.jspecify.annotations.NullMarked;
