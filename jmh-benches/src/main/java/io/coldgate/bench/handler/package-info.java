/** Java handlers before and after a cold-start optimisation: eager initialisation, and initialisation on first use. */
@NullMarked
package io.coldgate.bench.handler;

import org.jspecify.annotations.NullMarked;
