package io.coldgate.embedded.runtime.code;

import org.jspecify.annotations.Nullable;

/**
 * A function's code that was accepted: a zip archive that is stored by its content, or a container image of this
 * machine.
 *
 * @param sha256 the hash in the form of Lambda's {@code CodeSha256}: base64 for an archive, hexadecimal digits for an
 *     image
 * @param zipBytes size of the archive, in bytes; 0 for an image
 * @param unzippedBytes sum of the sizes of its files, in bytes; 0 for an image
 * @param image the image; null for an archive
 */
public record StoredCode(
        String sha256,
        long zipBytes,
        long unzippedBytes,
        @Nullable ContainerImage image) {
    /** An archive. */
    public StoredCode(String sha256, long zipBytes, long unzippedBytes) {
        this(sha256, zipBytes, unzippedBytes, null);
    }

    /** An image. */
    public StoredCode(ContainerImage image) {
        this(image.sha256(), 0, 0, image);
    }
}
