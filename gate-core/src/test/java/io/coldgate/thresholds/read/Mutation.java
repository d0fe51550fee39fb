package io.coldgate.thresholds.read;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Changes a file at random: by bytes, by pieces of YAML, by moving parts about. */
final class Mutation {
    private static final String[] PIECES = {
        "\t",
        "\n",
        "\0",
        "\r",
        ": ",
        "- ",
        "{",
        "}",
        "[",
        "]",
        "\"",
        "'",
        "&a ",
        "*a",
        "<<: *a",
        "!!str ",
        "? ",
        "| ",
        "> ",
        "#",
        "%",
        "---\n",
        "...\n",
        "\ufeff",
        "\u2028",
        "\\",
        "\"\\UFFFFFFFF\"",
        "\"\\uD800\"",
        "~",
        "null",
        ".nan",
        "-1",
        "1e9999ms",
        "99999999999999999999MB",
        "none",
        "\u001b[2J",
        "\ud83d\ude00",
        "../",
        "$(x)",
        "p99.9",
        "  ",
        ","
    };

    private Mutation() {}

    static byte[] of(byte[] original, SplittableRandom random) {
        byte[] bytes = original;
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            bytes = change(bytes, random);
        }
        return bytes;
    }

    private static byte[] change(byte[] bytes, SplittableRandom random) {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + random.nextInt(20));
        return switch (random.nextInt(5)) {
            case 0 -> splice(bytes, from, to, new byte[0]);
            case 1 -> splice(bytes, from, from, new byte[] {(byte) random.nextInt()});
            case 2 -> splice(bytes, from, from, Arrays.copyOfRange(bytes, from, to));
            case 3 -> splice(bytes, from, to, piece(random));
            default -> splice(bytes, from, from, piece(random));
        };
    }

    private static byte[] piece(SplittableRandom random) {
        return PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] splice(byte[] bytes, int from, int to, byte[] inserted) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(inserted);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }
}
