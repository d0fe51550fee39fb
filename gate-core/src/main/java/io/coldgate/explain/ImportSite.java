package io.coldgate.explain;

/**
 * The place of an import in a source.
 *
 * @param file path relative to the repository, such as {@code checkout/audit/a.go}; for a file elsewhere, the import
 *     path of its package and its name, such as {@code github.com/aws/aws-lambda-go/lambda/entry.go}. With slashes,
 *     safe to print
 * @param line the line of the import's path, from 1
 */
public record ImportSite(String file, int line) {
    /** Returns {@code file:line}. */
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
