/** Records: one invocation's measurements, series, the environment fingerprint, the results file. */
@NullMarked
package io.coldgate.sample;

import org.jspecify.annotations.NullMarked;
