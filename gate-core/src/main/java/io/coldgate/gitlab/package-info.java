/**
 * A build's appearance on GitLab: the Code Quality report and a note of the merge request. Reads a run's
 * {@code report.json}, and knows nothing of how it was measured.
 */
@NullMarked
package io.coldgate.gitlab;

import org.jspecify.annotations.NullMarked;
