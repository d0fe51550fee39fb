/**
 * Deploys functions, forces cold starts, invokes functions, reads REPORT lines and cleans up, using only
 * {@code LambdaClient}.
 */
@NullMarked
package io.coldgate.lambda;

import org.jspecify.annotations.NullMarked;
