package io.coldgate.artifact;

import java.util.List;

/**
 * Facts about a container image.
 *
 * @param compressedBytes total size of its layers, each compressed by gzip, as stored in a registry and loaded by a
 *     platform
 * @param unpackedBytes sum of the sizes of the files in its layers, including files that a later layer replaces or
 *     removes
 * @param layers number of layers
 * @param entryPoint the words that are started: ENTRYPOINT and CMD
 * @param architecture {@code x86_64}, {@code arm64}, or the engine's name for another one
 */
public record ImageFacts(
        long compressedBytes, long unpackedBytes, int layers, List<String> entryPoint, String architecture) {
    /** Copies the list. */
    public ImageFacts {
        entryPoint = List.copyOf(entryPoint);
    }
}
