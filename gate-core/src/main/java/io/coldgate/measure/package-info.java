/** The loop of a run: forces cold starts, in interleaved rounds, until every budget is decided. */
@NullMarked
package io.coldgate.measure;

import org.jspecify.annotations.NullMarked;
