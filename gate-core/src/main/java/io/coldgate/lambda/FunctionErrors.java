package io.coldgate.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.sample.Failure;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the error document that Lambda returns for a failed invocation, along with the log. */
final class FunctionErrors {
    /** The longest text that is examined. */
    private static final int MAX_TEXT = 1000;

    /** The parts that differ from one invocation to the next, and Lambda's text before a status. */
    private static final Pattern PREFIX = Pattern.compile(
            "^(\\d{4}-\\d\\d-\\d\\dT\\S+ )?(RequestId: )?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12} (Error: )?");

    private static final String EXITED = "Runtime exited with error: ";

    /** Errors that Lambda reports without a cause; the log may contain it. */
    private static final Set<String> WITHOUT_A_CAUSE =
            Set.of("Runtime.ExitError", "Runtime.InvalidEntrypoint", "Runtime.Unknown", "Unhandled");

    private final ObjectMapper mapper = new ObjectMapper();

    /** Returns the failure in the payload, with the function's last output. */
    Failure parse(String functionError, String payload, String logTail) {
        JsonNode node;
        try {
            node = mapper.readTree(payload);
        } catch (JsonProcessingException e) {
            node = mapper.createObjectNode();
        }
        String type = node.path("errorType").asText(functionError);
        String message = withoutPrefix(node.path("errorMessage").asText(payload));
        LastWords words = LastWords.of(logTail);
        boolean needsCause = WITHOUT_A_CAUSE.contains(type) && !message.contains(words.cause());
        return new Failure(type, message, needsCause ? words.cause() : "", words.lines(), Map.of());
    }

    private static String withoutPrefix(String message) {
        String start = message.length() <= MAX_TEXT ? message : message.substring(0, MAX_TEXT);
        String text = PREFIX.matcher(start).replaceFirst("");
        return text.startsWith(EXITED) ? text.substring(EXITED.length()) : text;
    }
}
