package io.coldgate.embedded.runtime.container;

/** A container engine, an image or a container that cannot be used here; the message says why, and what to do. */
public final class ContainerException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Something that cannot be used. */
    public ContainerException(String message) {
        super(message);
    }
}
