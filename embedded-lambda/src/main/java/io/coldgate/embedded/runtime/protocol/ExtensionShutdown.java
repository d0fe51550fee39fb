package io.coldgate.embedded.runtime.protocol;

/**
 * The end of an environment, as reported to extensions.
 *
 * @param reason {@code spindown}, {@code timeout} or {@code failure}
 * @param deadlineMillis by the system's clock
 */
record ExtensionShutdown(String reason, long deadlineMillis) {}
