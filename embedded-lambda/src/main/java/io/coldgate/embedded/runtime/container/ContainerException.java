package io.coldgate.embedded.runtime.container;

/**
 * A container engine, an image or a container that cannot be used here; the message gives the reason and the remedy.
 */
public final class ContainerException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with its message. */
    public ContainerException(String message) {
        super(message);
    }
}
