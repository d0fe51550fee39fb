package io.coldgate.init;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Texts in a repository: the beginnings of its files, and words that are safe in a command. */
final class PlainText {
    /** The reason for leaving out a function in a folder whose name is unsafe. */
    static final String HARMFUL_PATH = "its path has characters that a shell would not take as they are: write its"
            + " entry with a build: that quotes it";

    private static final int READ_AT_MOST = 1 << 18;

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_./@+-]+");

    private PlainText() {}

    /** Returns the file's text; for a long file, its beginning. */
    static String start(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(READ_AT_MOST), StandardCharsets.UTF_8);
        }
    }

    /** Returns whether a shell takes the word literally; an empty word is not harmless. */
    static boolean isHarmless(String word) {
        return HARMLESS.matcher(word).matches();
    }
}
