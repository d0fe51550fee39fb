package io.coldgate.thresholds;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;

/**
 * One entry of {@code sources}: a file, a folder with all below it, or a glob.
 *
 * @param text as it stands in the file
 * @param path the absolute path, signs of a glob included
 */
public record SourcePattern(String text, Path path) {
    /**
     * Returns whether the file is one of these sources.
     *
     * @param file absolute; it need not exist any more
     */
    public boolean matches(Path file) {
        return file.startsWith(path) || isGlob(text) && matcher(path.toString()).matches(file);
    }

    public static boolean isGlob(String text) {
        return text.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
    }

    /**
     * A matcher of absolute paths.
     *
     * @throws java.util.regex.PatternSyntaxException when the text is no glob
     */
    public static PathMatcher matcher(String glob) {
        return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    }
}
