/**
 * The display of a build on GitHub Actions: job summary, annotations, outputs, the comment of a pull request, labels.
 * Reads a run's {@code report.json}, which may come from a fork, and is independent of the measurement.
 */
@NullMarked
package io.coldgate.github;

import org.jspecify.annotations.NullMarked;
