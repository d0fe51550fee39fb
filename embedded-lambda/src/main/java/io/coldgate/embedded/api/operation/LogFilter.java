package io.coldgate.embedded.api.operation;

import io.coldgate.embedded.api.invoke.LogGroups;
import io.coldgate.embedded.api.wire.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A filter of log events, as in FilterLogEvents. It supports the terms of CloudWatch Logs' pattern syntax, words and
 * {@code "quoted texts"}: a line must contain all of them, none with a {@code -} before it, and at least one of those
 * with a {@code ?}.
 *
 * @param streams the streams to look in; null for all
 * @param prefix the prefix of stream names; empty for any
 * @param startMillis the earliest time
 * @param endMillis the latest time
 * @param wanted the terms that a line must contain
 * @param unwanted the terms that a line must not contain
 * @param any the terms of which a line must contain at least one, if there are any
 */
record LogFilter(
        @Nullable List<String> streams,
        String prefix,
        long startMillis,
        long endMillis,
        List<String> wanted,
        List<String> unwanted,
        List<String> any) {
    private static final Pattern TERM =
            Pattern.compile("\\s*([-?]?)(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([A-Za-z0-9_]+))(?=\\s|$)");
    private static final int MOST_PATTERN_CHARS = 1_024;

    static LogFilter of(Fields in) {
        List<String> wanted = new ArrayList<>();
        List<String> unwanted = new ArrayList<>();
        List<String> any = new ArrayList<>();
        readPattern(in.text("filterPattern", ""), wanted, unwanted, any);
        return new LogFilter(
                in.texts("logStreamNames"),
                in.text("logStreamNamePrefix", ""),
                LogOperations.millis(in, "startTime", 0),
                LogOperations.millis(in, "endTime", Long.MAX_VALUE),
                wanted,
                unwanted,
                any);
    }

    private static void readPattern(String pattern, List<String> wanted, List<String> unwanted, List<String> any) {
        if (pattern.length() > MOST_PATTERN_CHARS) {
            throw LogOperations.invalid("filterPattern must have at most " + MOST_PATTERN_CHARS + " characters");
        }
        String rest = pattern.stripTrailing();
        Matcher term = TERM.matcher(rest);
        int at = 0;
        while (at < rest.length()) {
            if (!term.find(at) || term.start() != at) {
                throw LogOperations.invalid(
                        "Invalid filter pattern, or one that the embedded Lambda does not support: use words and"
                                + " \"quoted text\", with - or ? before one");
            }
            String text = term.group(2) == null ? term.group(3) : term.group(2).replaceAll("\\\\(.)", "$1");
            List<String> terms = switch (term.group(1)) {
                case "-" -> unwanted;
                case "?" -> any;
                default -> wanted;
            };
            terms.add(text);
            at = term.end();
        }
    }

    boolean accepts(LogGroups.Event event) {
        return (streams == null || streams.contains(event.stream()))
                && event.stream().startsWith(prefix)
                && event.epochMillis() >= startMillis
                && event.epochMillis() <= endMillis
                && wanted.stream().allMatch(event.message()::contains)
                && unwanted.stream().noneMatch(event.message()::contains)
                && (any.isEmpty() || any.stream().anyMatch(event.message()::contains));
    }
}
