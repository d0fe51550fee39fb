/** What a run will take in time and money, before it begins; what an invocation costs. */
@NullMarked
package io.coldgate.cost;

import org.jspecify.annotations.NullMarked;
