package io.coldgate.measure;

import java.util.Map;

/**
 * What the candidate is compared with, ready to be deployed.
 *
 * @param zip its package
 * @param environment its variables
 * @param memoryMegabytes its memory setting, in units of 2^20 bytes
 */
public record BaselinePackage(byte[] zip, Map<String, String> environment, int memoryMegabytes) {
    /** Copies the map. */
    public BaselinePackage {
        environment = Map.copyOf(environment);
    }
}
