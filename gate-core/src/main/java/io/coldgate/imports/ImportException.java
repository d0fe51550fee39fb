package io.coldgate.imports;

/** Results that cannot be read, or must not be judged; the message is one line for the user. */
final class ImportException extends Exception {
    private static final long serialVersionUID = 1L;

    ImportException(String message) {
        super(message);
    }
}
