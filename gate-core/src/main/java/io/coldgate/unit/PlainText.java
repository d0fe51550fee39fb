package io.coldgate.unit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Texts in a repository: the beginnings of its files, and words that are safe in a command. */
public final class PlainText {
    private static final int READ_AT_MOST = 1 << 18;

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_./@+-]+");

    private PlainText() {}

    /** Returns the file's text; for a long file, its beginning. */
    public static String start(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(READ_AT_MOST), StandardCharsets.UTF_8);
        }
    }

    /** Returns whether a shell takes the word literally; an empty word is not harmless. */
    public static boolean isHarmless(String word) {
        return HARMLESS.matcher(word).matches();
    }
}
