package io.coldgate.gatling;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One request as its user saw it. Fields may be added to its JSON line, but never removed or renamed, because the gate
 * reads it.
 *
 * @param scenario the load that it was part of, such as {@code ColdBurst}
 * @param request its name in that load; budgets are set on this name
 * @param startedEpochMillis when it was sent
 * @param endedEpochMillis when its response was complete, or it failed
 * @param responseMillis Gatling's response time in whole milliseconds; -1 if there was no response
 * @param ok whether a response came, with a status of 200 to 299
 * @param status the HTTP status; empty if there was no response
 * @param cold whether the request started an execution environment, if the platform or the function reports it
 * @param initMillis how long that start took, if reported
 */
record Sample(
        String scenario,
        String request,
        long startedEpochMillis,
        long endedEpochMillis,
        int responseMillis,
        boolean ok,
        OptionalInt status,
        Optional<Boolean> cold,
        OptionalDouble initMillis) {

    String toJsonLine() {
        StringBuilder line = new StringBuilder("{\"scenario\":\"").append(escape(scenario));
        line.append("\",\"request\":\"").append(escape(request));
        line.append("\",\"started_epoch_ms\":").append(startedEpochMillis);
        line.append(",\"ended_epoch_ms\":").append(endedEpochMillis);
        line.append(",\"response_ms\":").append(responseMillis);
        line.append(",\"ok\":").append(ok);
        status.ifPresent(code -> line.append(",\"status\":").append(code));
        cold.ifPresent(known -> line.append(",\"cold\":").append(known));
        initMillis.ifPresent(millis -> line.append(String.format(Locale.ROOT, ",\"init_ms\":%.3f", millis)));
        return line.append('}').toString();
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\' || c < ' ') {
                escaped.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }
}
