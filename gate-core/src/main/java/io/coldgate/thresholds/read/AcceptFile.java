package io.coldgate.thresholds.read;

import io.coldgate.thresholds.Acceptance;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.diagnostic.Diagnostic;
import io.coldgate.thresholds.diagnostic.Mistakes;
import io.coldgate.thresholds.diagnostic.Position;
import io.coldgate.thresholds.read.value.Field;
import io.coldgate.thresholds.yaml.SourceText;
import io.coldgate.thresholds.yaml.YamlParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file of accepted exceptions beside the thresholds file: its only key is {@code accept}, with the same entries as in
 * the thresholds file. An entry without {@code check} applies to every check of its function.
 *
 * @param accepted the exceptions; empty when anything is wrong
 * @param diagnostics every mistake found, in the file's order
 */
public record AcceptFile(List<Acceptance> accepted, List<Diagnostic> diagnostics) {
    private static final String KEY = "accept";

    /** Copies the lists. */
    public AcceptFile {
        accepted = List.copyOf(accepted);
        diagnostics = List.copyOf(diagnostics);
    }

    /**
     * Reads the file.
     *
     * @param shownAs its name for messages, as given by the user
     * @param thresholds the checks that its exceptions refer to
     * @return its exceptions or all its mistakes; no content of the file causes a Java exception
     */
    public static AcceptFile read(Path file, String shownAs, Thresholds thresholds) {
        SourceText source;
        try {
            source = SourceText.read(file);
        } catch (IOException e) {
            Mistakes unreadable = new Mistakes(shownAs, List.of());
            unreadable.add(Position.START, "", "cannot be read: " + SourceText.reason(e));
            return new AcceptFile(List.of(), unreadable.sorted());
        }
        Mistakes mistakes = new Mistakes(shownAs, source.lines());
        List<Acceptance> accepted = List.of();
        if (source.fault().isPresent()) {
            mistakes.add(source.faultAt(), "", source.fault().get());
        } else {
            accepted = YamlParser.parse(source.text(), mistakes)
                    .map(node -> entries(Field.root(node, mistakes), thresholds))
                    .orElse(List.of());
        }
        return new AcceptFile(mistakes.isEmpty() ? accepted : List.of(), mistakes.sorted());
    }

    private static List<Acceptance> entries(Field root, Thresholds thresholds) {
        Optional<Field> found = Optional.empty();
        for (Field field : root.children("a mapping with " + KEY)) {
            if (field.key().equals(KEY)) {
                found = Optional.of(field);
            } else {
                field.unknownKey("key", List.of(KEY));
            }
        }
        if (found.isEmpty()) {
            root.wrong("no exceptions: write " + KEY + ": and below it a list of them");
            return List.of();
        }
        return AcceptReader.ofOwnFile(thresholds.functions()).read(found.get());
    }
}
