package io.coldgate.embedded.runtime.language;

/** The package's bootstrap cannot be started; the message is what Lambda's kernel would say. */
public final class EntrypointException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String explanation;

    /**
     * A bootstrap that cannot be started.
     *
     * @param message as Lambda reports it
     * @param explanation for the log: what is wrong and what to do
     */
    EntrypointException(String message, String explanation) {
        super(message);
        this.explanation = explanation;
    }

    public String explanation() {
        return explanation;
    }
}
