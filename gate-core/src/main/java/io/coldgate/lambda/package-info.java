/** Deploys, forces cold starts, invokes, reads REPORT lines and cleans up, over {@code LambdaClient} only. */
@NullMarked
package io.coldgate.lambda;

import org.jspecify.annotations.NullMarked;
