package io.coldgate.thresholds.read.value;

import io.coldgate.thresholds.SourcePattern;
import io.coldgate.thresholds.yaml.YamlNode;
import io.coldgate.unit.Printable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/** Reads {@code sources}. */
public final class SourceList {
    private static final String EXPECTED = "a list of paths or globs, such as [functions/checkout/**]";

    /** The largest number of entries; no function has more sources. */
    private static final int MOST = 200;

    private SourceList() {}

    /** Returns the list; reports a wrong entry and then gives none. */
    public static Optional<List<SourcePattern>> read(Field field, RepositoryPaths paths) {
        if (!(field.node() instanceof YamlNode.Sequence sequence)) {
            field.wrong("expected " + EXPECTED + ", found " + field.node().kind());
            return Optional.empty();
        }
        if (sequence.items().isEmpty() || sequence.items().size() > MOST) {
            field.wrong(
                    (sequence.items().isEmpty() ? "empty" : "more than " + MOST + " entries") + ": write " + EXPECTED);
            return Optional.empty();
        }
        List<SourcePattern> patterns = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            Field entry = new Field(field.key(), item.position(), field.path(), item, field.mistakes());
            pattern(entry, paths).ifPresent(patterns::add);
        }
        return patterns.size() == sequence.items().size() ? Optional.of(List.copyOf(patterns)) : Optional.empty();
    }

    private static Optional<SourcePattern> pattern(Field entry, RepositoryPaths paths) {
        Optional<Path> path = paths.read(entry, "a path or a glob");
        if (path.isEmpty() || !(entry.node() instanceof YamlNode.Scalar scalar)) {
            return Optional.empty();
        }
        String text = scalar.text();
        if (!SourcePattern.isGlob(text)) {
            if (!Files.exists(path.get())) {
                entry.wrong(Printable.quote(text) + ": no such file or folder: name one, or a glob");
                return Optional.empty();
            }
            return Optional.of(new SourcePattern(text, path.get()));
        }
        try {
            SourcePattern.matcher(path.get().toString());
            return Optional.of(new SourcePattern(text, path.get()));
        } catch (PatternSyntaxException e) {
            entry.wrong(Printable.quote(text) + ": not a glob: " + e.getDescription());
            return Optional.empty();
        }
    }
}
