package io.coldgate.github;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/** The files through which a step passes information to the runner. */
public final class RunnerFiles {
    /** The largest summary; GitHub drops a larger one completely. */
    static final int LARGEST_SUMMARY = 1 << 20;

    private RunnerFiles() {}

    /** Appends to {@code $GITHUB_STEP_SUMMARY}; the text already has a bounded size. */
    public static void summary(Path file, String markdown) throws IOException {
        append(file, markdown.endsWith("\n") ? markdown : markdown + "\n");
    }

    /** Appends to {@code $GITHUB_OUTPUT}. No value can end its own entry, because the delimiter is random. */
    public static void outputs(Path file, Map<String, String> outputs) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> output : outputs.entrySet()) {
            byte[] random = new byte[16];
            new SecureRandom().nextBytes(random);
            String delimiter = "coldgate_" + HexFormat.of().formatHex(random);
            text.append(output.getKey())
                    .append("<<")
                    .append(delimiter)
                    .append('\n')
                    .append(output.getValue())
                    .append('\n')
                    .append(delimiter)
                    .append('\n');
        }
        append(file, text.toString());
    }

    private static void append(Path file, String text) throws IOException {
        Files.write(
                file,
                text.getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND);
    }
}
