package io.coldgate.embedded.runtime.code;

import org.jspecify.annotations.Nullable;

/**
 * A function's code that was accepted: a zip archive that is kept by its content, or a container image of this machine.
 *
 * @param sha256 as Lambda's {@code CodeSha256}: of an archive in base64, of an image in hexadecimal digits
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
