/** Time and money that a run will take, before it begins; what an invocation costs. */
@NullMarked
package io.coldgate.cost;

import org.jspecify.annotations.NullMarked;
