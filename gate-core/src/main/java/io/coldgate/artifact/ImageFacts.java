package io.coldgate.artifact;

import java.util.List;

/**
 * Facts about a container image.
 *
 * @param compressedBytes sizes of its layers together, each compressed by gzip, as a registry keeps them and a platform
 *     loads them
 * @param unpackedBytes sum of the sizes of the files in its layers; what a later layer replaces or removes counts too
 * @param layers number of layers
 * @param entryPoint the words that are started: ENTRYPOINT and CMD
 * @param architecture {@code x86_64}, {@code arm64}, or the engine's word for another one
 */
public record ImageFacts(
        long compressedBytes, long unpackedBytes, int layers, List<String> entryPoint, String architecture) {
    /** Copies the list. */
    public ImageFacts {
        entryPoint = List.copyOf(entryPoint);
    }
}
