package io.coldgate.embedded.runtime.protocol;

/**
 * The end of an environment, as extensions are told of it.
 *
 * @param reason {@code spindown}, {@code timeout} or {@code failure}
 * @param deadlineMillis by the system's clock
 */
record ExtensionShutdown(String reason, long deadlineMillis) {}
