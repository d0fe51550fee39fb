/**
 * The appearance of a build where a forge's people look, as far as GitHub and GitLab agree: the report in Markdown, one
 * comment that is kept up to date, an API with pages and limits. Reads a run's {@code report.json}, which may come from
 * a stranger, and knows nothing of how it was measured.
 */
@NullMarked
package io.coldgate.forge;

import org.jspecify.annotations.NullMarked;
