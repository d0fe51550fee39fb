package io.coldgate.lambda;

import java.util.Map;

/**
 * A function to deploy under the gate's own name.
 *
 * @param name the deployed name, at most 64 characters
 * @param zip the package
 * @param runtime Lambda's runtime identifier
 * @param handler Lambda's handler
 * @param architecture {@code x86_64} or {@code arm64}
 * @param memoryMegabytes memory setting, in units of 2^20 bytes
 * @param timeoutSeconds the function's timeout
 * @param environment the user's variables
 * @param role execution role's ARN
 * @param tags tags by which {@code clean} finds it again
 */
public record Deployment(
        String name,
        byte[] zip,
        String runtime,
        String handler,
        String architecture,
        int memoryMegabytes,
        int timeoutSeconds,
        Map<String, String> environment,
        String role,
        Map<String, String> tags) {
    /** Copies the maps. */
    public Deployment {
        environment = Map.copyOf(environment);
        tags = Map.copyOf(tags);
    }

    /** The same function under another name. */
    public Deployment named(String other) {
        return new Deployment(
                other, zip, runtime, handler, architecture, memoryMegabytes, timeoutSeconds, environment, role, tags);
    }
}
