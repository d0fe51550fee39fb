/**
 * A build's appearance on GitHub Actions: job summary, annotations, outputs, the comment of a pull request,
 * labels. Reads a run's
 * {@code report.json}, which may come from a fork, and knows nothing of how it was measured.
 */
@NullMarked
package io.coldgate.github;

import org.jspecify.annotations.NullMarked;
