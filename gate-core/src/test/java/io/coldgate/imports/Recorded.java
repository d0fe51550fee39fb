package io.coldgate.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.Tool;
import io.coldgate.sample.ToolResults;
import io.coldgate.sample.ToolSeries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Recorded files of other tools, and results that are read from a text. */
final class Recorded {
    private Recorded() {}

    static Path file(String name) {
        URL url = Objects.requireNonNull(Recorded.class.getResource(name), name);
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static ToolResults read(Tool tool, Path path) {
        return Imports.read(new ToolResults.Source(tool, path.toString()), path);
    }

    static ToolResults read(Tool tool, String name) {
        return read(tool, file(name));
    }

    /** The results of a file with that text. */
    static ToolResults ofText(Tool tool, Path folder, String text) {
        return read(tool, write(folder.resolve("results"), text));
    }

    static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ToolSeries series(ToolResults results, String shown, String metric) {
        assertThat(results.problem()).isEmpty();
        return results.series().stream()
                .filter(one ->
                        one.id().shown().equals(shown) && one.id().metric().equals(metric))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        results.series().stream().map(ToolSeries::id).toList()));
    }

    static double[] values(ToolResults results, String shown, String metric) {
        return series(results, shown, metric).values().toArray();
    }

    /** Asserts that of one series nothing can be judged, and why. */
    static void assertSpoiled(ToolResults results, String shown, String metric, String... words) {
        ToolSeries series = series(results, shown, metric);
        assertThat(series.problem()).isPresent();
        assertThat(series.problem().get()).contains(words).doesNotContain("\n");
        assertThat(series.values().size()).isZero();
        assertThat(series.summary()).isEmpty();
    }

    /** Asserts that a series can be judged. */
    static void assertWhole(ToolResults results, String shown, String metric) {
        assertThat(series(results, shown, metric).problem()).isEmpty();
    }

    /** Asserts that neither the file nor a main series of it can be judged. */
    static void assertNothingToJudge(ToolResults results) {
        assertThat(results.problem().isPresent()
                        || results.series().stream()
                                .allMatch(series -> series.problem().isPresent()))
                .as("%s", results)
                .isTrue();
    }

    /** Asserts that nothing can be judged, and why. */
    static void assertBroken(ToolResults results, String... words) {
        assertThat(results.series()).isEmpty();
        assertThat(results.problem()).isPresent();
        assertThat(results.problem().get()).contains(words).doesNotContain("\n");
    }
}
