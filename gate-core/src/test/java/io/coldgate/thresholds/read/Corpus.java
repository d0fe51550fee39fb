package io.coldgate.thresholds.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files in the test resources, and a repository to read them in. */
public final class Corpus {
    private static final Path RESOURCES = Path.of("src/test/resources/io/coldgate/thresholds");

    private Corpus() {}

    public static Stream<String> names(String kind) {
        try (Stream<Path> files = Files.list(RESOURCES.resolve(kind))) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> kind + "/" + name.substring(0, name.length() - ".yaml".length()))
                    .sorted()
                    .toList();
            return names.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path file(String name, String extension) {
        return RESOURCES.resolve(name + extension);
    }

    public static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(file(name, ".yaml"));
    }

    /** A repository with {@code sub/thresholds.yaml}, and beside it what files of the corpus name. */
    static Path repository(Path folder, byte[] thresholds) throws IOException {
        Files.createDirectories(folder.resolve(".git"));
        Path events = Files.createDirectories(folder.resolve("sub/events"));
        try (Stream<Path> all = Files.list(RESOURCES.resolve("repository/events"))) {
            for (Path event : all.toList()) {
                Path target = events.resolve(event.getFileName().toString());
                if (!Files.exists(target)) {
                    Files.copy(event, target);
                }
            }
        }
        Path file = folder.resolve("sub/thresholds.yaml");
        Files.write(file, thresholds);
        return file;
    }

    public static ReadResult read(Path folder, byte[] thresholds) throws IOException {
        return ThresholdsReader.read(repository(folder, thresholds), "thresholds.yaml", ReadOptions.none());
    }
}
