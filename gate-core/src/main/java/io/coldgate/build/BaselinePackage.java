package io.coldgate.build;

import io.coldgate.lambda.Code;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the candidate is compared with, ready to be deployed: the candidate with this changed.
 *
 * @param code other code; empty for the candidate's
 * @param published the alias or version of a deployed function that it is a copy of, settings included
 * @param environment variables that differ
 * @param memoryMegabytes another memory setting, in units of 2^20 bytes
 */
public record BaselinePackage(
        Optional<Code> code, Optional<String> published, Map<String, String> environment, OptionalInt memoryMegabytes) {
    /** Copies the map. */
    public BaselinePackage {
        environment = Map.copyOf(environment);
    }
}
