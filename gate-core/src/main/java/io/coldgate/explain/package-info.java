/** Explanations of cold starts, their parts and what made them slower: pure functions of starts that were watched. */
@NullMarked
package io.coldgate.explain;

import org.jspecify.annotations.NullMarked;
