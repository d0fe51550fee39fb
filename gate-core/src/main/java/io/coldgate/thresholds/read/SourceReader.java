package io.coldgate.thresholds.read;

import io.coldgate.thresholds.Source;
import io.coldgate.thresholds.read.value.CommandWords;
import io.coldgate.thresholds.read.value.Field;
import io.coldgate.thresholds.read.value.Reading;
import io.coldgate.thresholds.read.value.RepositoryPaths;
import io.coldgate.thresholds.read.value.Settings;
import io.coldgate.thresholds.read.value.SourceList;
import io.coldgate.thresholds.read.value.Values;
import java.util.List;
import java.util.Optional;

/** Reads the source of a function's code: {@code build}, {@code package}, {@code sources}. */
final class SourceReader {
    private SourceReader() {}

    static List<Reading<?>> readings(RepositoryPaths paths) {
        return List.of(
                new Reading<>(Source.BUILD, SourceReader::command),
                new Reading<>(Source.SOURCES, field -> SourceList.read(field, paths)));
    }

    /** Reads a command as a list of words. */
    static Optional<List<String>> command(Field field) {
        return Values.text(field, "a command").flatMap(text -> words(field, text));
    }

    private static Optional<List<String>> words(Field field, String text) {
        try {
            return Optional.of(CommandWords.split(text));
        } catch (CommandWords.NotWordsException e) {
            field.wrong(e.getMessage());
            return Optional.empty();
        }
    }

    static Source assemble(Settings merged) {
        return new Source(
                merged.get(Source.BUILD),
                merged.get(Source.PACKAGE),
                merged.get(Source.SOURCES).orElse(List.of()));
    }
}
