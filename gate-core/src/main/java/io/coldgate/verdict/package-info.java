/** Verdicts on checks and builds, and their reasons. */
@NullMarked
package io.coldgate.verdict;

import org.jspecify.annotations.NullMarked;
