package io.coldgate.thresholds;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;

/**
 * One entry of {@code sources}: a file, a folder with everything below it, or a glob.
 *
 * @param text as written in the file
 * @param path the absolute path, including wildcards
 */
public record SourcePattern(String text, Path path) {
    /**
     * Returns whether the file is one of these sources.
     *
     * @param file absolute; it may have been deleted
     */
    public boolean matches(Path file) {
        return file.startsWith(path) || isGlob(text) && matcher(path.toString()).matches(file);
    }

    public static boolean isGlob(String text) {
        return text.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
    }

    /**
     * Returns a matcher of absolute paths.
     *
     * @throws java.util.regex.PatternSyntaxException when the text is not a glob
     */
    public static PathMatcher matcher(String glob) {
        return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    }
}
