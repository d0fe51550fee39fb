/** Commands that show a finished run on GitHub and GitLab, and read labels there. */
@NullMarked
package io.coldgate.cli.forge;

import org.jspecify.annotations.NullMarked;
