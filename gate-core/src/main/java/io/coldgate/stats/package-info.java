/**
 * The statistics of the gate: e-processes that decide a budget after every sample, quantiles, and intervals that stay
 * valid at every look. The package is pure: it imports nothing from the project, reads no clock and does no I/O. All
 * results are deterministic functions of the samples and their order, and all logarithms are natural.
 *
 * <p>References: Wald, "Sequential tests of statistical hypotheses" (1945); Ville, "Étude critique de la notion de
 * collectif" (1939); Howard and Ramdas, "Sequential estimation of quantiles with applications to A/B testing and
 * best-arm identification" (2022); Waudby-Smith and Ramdas, "Estimating means of bounded random variables by betting"
 * (2024).
 */
@NullMarked
package io.coldgate.stats;

import org.jspecify.annotations.NullMarked;
