/** The expected time and money of a run before it begins, and the cost of an invocation. */
@NullMarked
package io.coldgate.cost;

import org.jspecify.annotations.NullMarked;
