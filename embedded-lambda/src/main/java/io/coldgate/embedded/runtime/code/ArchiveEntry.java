package io.coldgate.embedded.runtime.code;

/**
 * One entry of a zip's central directory.
 *
 * @param name as written in the archive
 * @param unixMode type and permission bits; {@link #NO_MODE} when the archive has none, like one made on Windows
 * @param method 0 stored, 8 deflated
 * @param crc CRC-32 of the content
 * @param dataOffset first byte of the content in the archive
 * @param compressedBytes bytes of the content in the archive
 */
record ArchiveEntry(String name, int unixMode, int method, long crc, int dataOffset, int compressedBytes) {
    /** The mode of an entry whose archiver did not write Unix modes. */
    static final int NO_MODE = -1;

    private static final int TYPE = 0170000;

    /** The kind of an entry, from its mode or, without one, its name. */
    enum Kind {
        FILE,
        FOLDER,
        LINK,
        /** A device, pipe or socket. */
        OTHER
    }

    Kind kind() {
        return switch (carriesMode() ? unixMode & TYPE : 0) {
            // Older archivers of Maven set all type bits for "unknown": the jar plugin does so for its META-INF/maven.
            case 0, TYPE, 0100000 -> name.endsWith("/") ? Kind.FOLDER : Kind.FILE;
            case 0040000 -> Kind.FOLDER;
            case 0120000 -> Kind.LINK;
            default -> Kind.OTHER;
        };
    }

    boolean carriesMode() {
        return unixMode != NO_MODE;
    }
}
