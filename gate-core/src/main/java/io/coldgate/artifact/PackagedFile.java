package io.coldgate.artifact;

import java.util.Locale;

/**
 * One entry of a package.
 *
 * @param name its name in the archive
 * @param kind its kind
 * @param mode type and permission bits; {@link #NO_MODE} if the archive has none
 * @param plainly whether the archive's host field says that it contains modes; otherwise readers differ in their
 *     interpretation
 */
record PackagedFile(String name, Kind kind, int mode, boolean plainly) {
    /** The mode of an entry whose archiver did not write Unix modes. */
    static final int NO_MODE = -1;

    private static final int TYPE = 0170000;
    private static final int OTHERS_READ = 04;
    private static final int OTHERS_EXECUTE = 01;

    /** Kinds of entries. */
    enum Kind {
        FILE,
        FOLDER,
        LINK
    }

    static Kind kind(String name, int mode) {
        return switch (mode == NO_MODE ? 0 : mode & TYPE) {
            case 0040000 -> Kind.FOLDER;
            case 0120000 -> Kind.LINK;
            default -> name.endsWith("/") ? Kind.FOLDER : Kind.FILE;
        };
    }

    boolean carriesMode() {
        return mode != NO_MODE;
    }

    /**
     * Returns whether a user who is not the owner may execute it; AWS does not allow it for an entry without a mode.
     */
    boolean isExecutable() {
        return carriesMode() && (mode & OTHERS_EXECUTE) != 0;
    }

    /** Returns whether a user who is not the owner may read it; everybody may read an entry without a mode. */
    boolean isReadable() {
        return !carriesMode() || (mode & OTHERS_READ) != 0;
    }

    /** Returns the permission bits in octal, such as {@code 0644}. */
    String permissions() {
        return carriesMode() ? String.format(Locale.ROOT, "%04o", mode & 0777) : "none";
    }
}
