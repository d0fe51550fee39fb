/**
 * The display of a build on GitLab: the Code Quality report and a note of the merge request. Reads a run's
 * {@code report.json}, and is independent of the measurement.
 */
@NullMarked
package io.coldgate.gitlab;

import org.jspecify.annotations.NullMarked;
