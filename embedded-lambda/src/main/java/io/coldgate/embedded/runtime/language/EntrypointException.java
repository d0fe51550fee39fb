package io.coldgate.embedded.runtime.language;

/** The package's bootstrap cannot be started; the message is that of Lambda's kernel. */
public final class EntrypointException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String explanation;

    /**
     * A bootstrap that cannot be started.
     *
     * @param message as Lambda reports it
     * @param explanation the explanation for the log: the problem and the remedy
     */
    EntrypointException(String message, String explanation) {
        super(message);
        this.explanation = explanation;
    }

    public String explanation() {
        return explanation;
    }
}
