package io.coldgate.thresholds.yaml;

import io.coldgate.thresholds.diagnostic.Position;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A file's bytes as text: valid UTF-8, of bounded size, without a byte order mark, and without characters that YAML
 * forbids or that could mislead a human reader. All this is checked before parsing.
 *
 * @param bytes the file
 * @param text its characters, or those up to the first fault
 * @param fault what is wrong with it, if anything
 * @param faultAt the position of the fault
 */
public record SourceText(byte[] bytes, String text, Optional<String> fault, Position faultAt) {
    /** The largest file; a thresholds file of a thousand functions has a tenth of this size. */
    static final int LARGEST = 1 << 20;

    private static final int BYTE_ORDER_MARK = '\ufeff';
    private static final int NEXT_LINE = 0x85;

    /** Reads the file. Faults of its content are in the result; errors of the file system are thrown. */
    public static SourceText read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST + 1);
        }
        return bytes.length > LARGEST
                ? new SourceText(
                        bytes, "", Optional.of("larger than 1 MB: too large for a thresholds file"), Position.START)
                : decode(bytes);
    }

    /** Returns a text as if it had been read from a file. */
    public static SourceText of(String text) {
        return decode(text.getBytes(StandardCharsets.UTF_8));
    }

    static SourceText decode(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), out, true);
        String decoded = out.flip().toString();
        String text = !decoded.isEmpty() && decoded.charAt(0) == BYTE_ORDER_MARK ? decoded.substring(1) : decoded;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (isRefused(c, i + 1 < text.length() ? text.charAt(i + 1) : 0)) {
                return new SourceText(bytes, text, Optional.of(refusal(c)), positionOf(text, i));
            }
            i += Character.charCount(c);
        }
        if (result.isError()) {
            String fault = "not UTF-8 from here on: save the file as UTF-8";
            return new SourceText(bytes, text, Optional.of(fault), positionOf(text, text.length()));
        }
        return new SourceText(bytes, text, Optional.empty(), Position.START);
    }

    /**
     * Returns whether a character is refused: YAML forbids it, or it is a line end only to some readers, so line
     * numbers would differ.
     */
    private static boolean isRefused(int c, int next) {
        if (c >= ' ' && c < 0x7f || c == '\n' || c == '\t') {
            return false;
        }
        if (c == '\r') {
            return next != '\n';
        }
        return c < 0xa0
                || c == NEXT_LINE
                || c == '\u2028'
                || c == '\u2029'
                || c == BYTE_ORDER_MARK
                || c == 0xfffe
                || c == 0xffff
                || c >= 0xd800 && c < 0xe000;
    }

    private static String refusal(int c) {
        String name = String.format(Locale.ROOT, "U+%04X", c);
        if (c == 0) {
            return "a NUL byte (" + name + "): a thresholds file is plain text; remove it";
        }
        if (c == '\r') {
            return "a carriage return without a line feed (" + name + "): end lines with a line feed";
        }
        return "a character that YAML does not allow here (" + name + "): remove it, or write it as an escape in double"
                + " quotes";
    }

    private static Position positionOf(String text, int index) {
        int lineStart = text.lastIndexOf('\n', index - 1) + 1;
        int line = 1
                + (int) text.substring(0, lineStart)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return new Position(line, 1 + text.codePointCount(lineStart, index));
    }

    public List<String> lines() {
        return text.lines().toList();
    }

    /** Returns the reason of a file system error, for a message. */
    public static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file: create it, or name another with --file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
