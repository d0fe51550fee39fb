package io.coldgate.embedded.runtime.protocol;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;

/** Error documents, with their members in the order that was recorded against AWS. */
public final class ErrorDocument {
    private ErrorDocument() {}

    /** Returns the document for a caller of Invoke. */
    public static byte[] of(String type, String message) {
        return ("{\"errorType\":\"" + escape(type) + "\",\"errorMessage\":\"" + escape(message) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the document for a runtime that called the Runtime API incorrectly. */
    static byte[] messageFirst(String type, String message) {
        return ("{\"errorMessage\":\"" + escape(message) + "\",\"errorType\":\"" + escape(type) + "\"}\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    static String escape(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }
}
