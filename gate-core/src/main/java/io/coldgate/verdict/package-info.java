/** Verdicts on checks and builds, and the reasons they rest on. */
@NullMarked
package io.coldgate.verdict;

import org.jspecify.annotations.NullMarked;
