/**
 * Execution environments: stored code, prepared sandboxes, processes, the Runtime API they talk to, their log lines and
 * measurements. Imports {@code http} only.
 */
@NullMarked
package io.coldgate.embedded.runtime;

import org.jspecify.annotations.NullMarked;
