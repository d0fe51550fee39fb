package io.coldgate.embedded.runtime.code;

/**
 * A zip archive that was accepted and is kept by its content.
 *
 * @param sha256Base64 SHA-256 of the archive, base64, as Lambda's {@code CodeSha256}
 * @param zipBytes size of the archive, in bytes
 * @param unzippedBytes sum of the sizes of its files, in bytes
 */
public record StoredCode(String sha256Base64, long zipBytes, long unzippedBytes) {}
