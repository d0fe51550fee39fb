package io.coldgate.sample;

/**
 * Why a start failed by the function's own doing: an init error, a crash, a timeout, an error from the handler.
 *
 * @param type the error's type, such as {@code Runtime.ExitError}
 * @param message what the function or its runtime said
 */
public record Failure(String type, String message) {
    /** {@code type: message}. */
    @Override
    public String toString() {
        return message.isEmpty() ? type : type + ": " + message;
    }
}
