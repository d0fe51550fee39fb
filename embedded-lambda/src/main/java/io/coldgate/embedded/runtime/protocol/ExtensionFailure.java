package io.coldgate.embedded.runtime.protocol;

/**
 * The failure of an extension, which ends its environment.
 *
 * @param name of the extension
 * @param type Lambda's: {@code Extension.LaunchError}, {@code InitError}, {@code ExitError} or {@code Crash}
 * @param message behind {@code RequestId: … Error: }
 */
public record ExtensionFailure(String name, String type, String message) {}
