package io.coldgate.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files for readers that want a file: written again for every input, in memory where the system has such a folder. */
final class Scratch {
    private static final Path FOLDER = folder();

    private Scratch() {}

    private static Path folder() {
        Path memory = Path.of("/dev/shm");
        try {
            Path folder = Files.isWritable(memory)
                    ? Files.createTempDirectory(memory, "coldgate-fuzz-")
                    : Files.createTempDirectory("coldgate-fuzz-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "scratch"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            System.getLogger(Scratch.class.getName()).log(System.Logger.Level.WARNING, "left behind: " + folder, e);
        }
    }

    /** Writes the file of that name. */
    static Path write(String name, byte[] content) {
        Path file = FOLDER.resolve(name);
        try {
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
