package io.coldgate.artifact;

import java.util.Locale;

/**
 * One entry of a package.
 *
 * @param name as written in it
 * @param kind what it is
 * @param mode type and permission bits; {@link #NO_MODE} when the archive carries none
 * @param plainly whether the archive says by its host that it carries modes; otherwise readers differ in what they
 *     believe
 */
record PackagedFile(String name, Kind kind, int mode, boolean plainly) {
    /** The mode of an entry whose archiver knew no Unix modes. */
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
     * Returns whether a user who owns nothing of it may execute it; AWS gives no such right to what carries no mode.
     */
    boolean isExecutable() {
        return carriesMode() && (mode & OTHERS_EXECUTE) != 0;
    }

    /** Returns whether a user who owns nothing of it may read it; so may everybody what carries no mode. */
    boolean isReadable() {
        return !carriesMode() || (mode & OTHERS_READ) != 0;
    }

    /** The permission bits as people write them, such as {@code 0644}. */
    String permissions() {
        return carriesMode() ? String.format(Locale.ROOT, "%04o", mode & 0777) : "none";
    }
}
