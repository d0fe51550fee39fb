package io.coldgate.embedded.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Log tails from which the REPORT is missing. */
final class LogTails {
    private static final int TAIL_BYTES = 4_096;
    private static final Pattern REPORT =
            Pattern.compile("(?m)^(REPORT RequestId: .*|\\{.*\"type\":\"platform\\.report\".*)(\\n|\\z)");
    private static final String NOISE = "still writing after the report\n";

    private LogTails() {}

    /** The tail without its REPORT. */
    static byte[] withoutReport(byte[] tail) {
        // One byte per char and back: a tail may begin in the middle of a character.
        String text = new String(tail, StandardCharsets.ISO_8859_1);
        return REPORT.matcher(text).replaceAll("").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A tail of lines written after the REPORT. */
    static byte[] flooded() {
        byte[] noise = NOISE.repeat(TAIL_BYTES / NOISE.length() + 1).getBytes(StandardCharsets.US_ASCII);
        // The last bytes, cut as Lambda does: the tail begins inside a line.
        return Arrays.copyOfRange(noise, noise.length - TAIL_BYTES, noise.length);
    }
}
