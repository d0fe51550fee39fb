package io.coldgate.init;

/** A file named like a template that cannot be read as one. */
final class UnreadableTemplateException extends Exception {
    private static final long serialVersionUID = 1;

    private final String place;

    UnreadableTemplateException(String why) {
        this("", why);
    }

    /**
     * A mistake at a location.
     *
     * @param place location in the file, such as {@code :12:3}
     */
    UnreadableTemplateException(String place, String why) {
        super("not a template that can be read: " + why, null, false, false);
        this.place = place;
    }

    String place() {
        return place;
    }
}
