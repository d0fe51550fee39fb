/**
 * Java handlers as before and after of one cold-start optimisation: what is made eagerly, and what is made when needed.
 */
@NullMarked
package io.coldgate.bench.handler;

import org.jspecify.annotations.NullMarked;
