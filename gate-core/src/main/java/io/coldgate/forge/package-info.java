/**
 * The display of a build on a forge, as far as GitHub and GitLab agree: the report in Markdown, one comment that is
 * kept up to date, an API with pages and limits. Reads a run's {@code report.json}, which is untrusted, and is
 * independent of the measurement.
 */
@NullMarked
package io.coldgate.forge;

import org.jspecify.annotations.NullMarked;
