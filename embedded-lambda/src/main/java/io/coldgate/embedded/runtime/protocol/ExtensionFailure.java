package io.coldgate.embedded.runtime.protocol;

/**
 * The failure of an extension, which ends its environment.
 *
 * @param name the extension's name
 * @param type Lambda's error type: {@code Extension.LaunchError}, {@code InitError}, {@code ExitError} or {@code Crash}
 * @param message the message after {@code RequestId: … Error: }
 */
public record ExtensionFailure(String name, String type, String message) {}
