/** What a cold start is made of, and what made it slower: pure functions of starts that were watched. */
@NullMarked
package io.coldgate.explain;

import org.jspecify.annotations.NullMarked;
