/** Platforms: their clients, the metrics that they can measure, and their proof of a cold start. */
@NullMarked
package io.coldgate.platform;

import org.jspecify.annotations.NullMarked;
