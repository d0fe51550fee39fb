package io.coldgate.sweep;

import io.coldgate.thresholds.ConfigurationChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One value of each axis.
 *
 * @param labels the values formatted for people
 * @param build the build command, replacing the file's
 * @param image the image, replacing the file's
 * @param change replaces settings of the file, or of a deployed function
 */
record Choice(List<String> labels, Optional<List<String>> build, Optional<String> image, ConfigurationChange change) {
    /** Keeps everything as in the file. */
    static final Choice NONE = new Choice(List.of(), Optional.empty(), Optional.empty(), ConfigurationChange.NONE);

    /** Copies the list. */
    Choice {
        labels = List.copyOf(labels);
    }

    Choice built(String label, @Nullable List<String> command) {
        return new Choice(and(label), Optional.ofNullable(command), image, change);
    }

    Choice image(String label, @Nullable String name) {
        return new Choice(and(label), build, Optional.ofNullable(name), change);
    }

    Choice changed(String label, ConfigurationChange more) {
        return new Choice(and(label), build, image, change.and(more));
    }

    private List<String> and(String label) {
        List<String> all = new ArrayList<>(labels);
        all.add(label);
        return all;
    }

    String label() {
        return labels.isEmpty() ? "as it is" : String.join(", ", labels);
    }
}
