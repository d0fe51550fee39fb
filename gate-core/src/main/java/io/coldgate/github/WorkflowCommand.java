package io.coldgate.github;

import io.coldgate.unit.Printable;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line that the runner interprets as a command: an annotation. <a
 * href="https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands">Workflow commands</a>.
 *
 * @param level its severity
 * @param file path relative to the workspace; empty for none
 * @param line line in the file, from 1
 * @param title a short title
 * @param message one sentence; below it, if anything, lines of output
 */
public record WorkflowCommand(Level level, Optional<String> file, int line, String title, String message) {
    /** The runner's severity levels. */
    public enum Level {
        /** Shown in red. */
        ERROR,
        /** Shown in yellow. */
        WARNING,
        /** Shown in grey. */
        NOTICE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The longest line of a message; the page would cut longer ones. */
    private static final int LONGEST = 1000;

    /** A notice without a location. */
    public static WorkflowCommand notice(String title, String message) {
        return new WorkflowCommand(Level.NOTICE, Optional.empty(), 1, title, message);
    }

    /** Returns the line, without its line feed. */
    public String text() {
        StringBuilder out = new StringBuilder("::").append(level.word()).append(' ');
        file.ifPresent(path -> out.append("file=")
                .append(property(path))
                .append(",line=")
                .append(line)
                .append(",endLine=")
                .append(line)
                .append(','));
        return out.append("title=")
                .append(property(Printable.escape(title, LONGEST)))
                .append("::")
                .append(data(escaped(message)))
                .toString();
    }

    /** Escapes each line of an output; any other line break comes from somebody else, and is escaped itself. */
    private static String escaped(String message) {
        return Stream.of(message.split(Pattern.quote(Printable.FURTHER_LINE), -1))
                .map(line -> Printable.escape(line, LONGEST))
                .collect(Collectors.joining(Printable.FURTHER_LINE));
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
