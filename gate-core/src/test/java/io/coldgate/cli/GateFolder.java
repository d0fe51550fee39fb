package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.coldgate.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** A folder with a thresholds file and packages of this repository's functions, and the command run on it. */
final class GateFolder {
    private static final Path ROOT =
            Path.of(System.getProperty("coldgate.root", "..")).toAbsolutePath();

    final Path folder;
    private final CapturedCli cli = new CapturedCli();

    GateFolder(Path folder) {
        this.folder = folder;
    }

    static void build(String... functions) throws IOException, InterruptedException {
        Process build = new ProcessBuilder(Stream.concat(
                                Stream.of("ci/build-function"),
                                Stream.of(functions).map(name -> "functions/" + name))
                        .toList())
                .directory(ROOT.toFile())
                .inheritIO()
                .start();
        assertThat(build.waitFor()).as("ci/build-function").isZero();
    }

    /** Returns what {@code judge} prints of the same run: it writes no page, and names none. */
    static String withoutPage(String table) {
        return table.replaceAll("look at: .*\n", "");
    }

    void copy(String function, String as) throws IOException {
        Files.copy(
                ROOT.resolve("functions").resolve(function).resolve("function.zip"),
                folder.resolve(as),
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** Writes a package whose bootstrap is a script; the test is skipped where there is no bash to run it. */
    void script(String name, String text) throws IOException {
        assumeThat(Path.of("/bin/bash")).exists();
        Path bootstrap = Files.createDirectories(folder.resolve(name)).resolve("bootstrap");
        Files.writeString(bootstrap, text);
        assertThat(bootstrap.toFile().setExecutable(true)).isTrue();
    }

    void thresholds(String text) throws IOException {
        Files.writeString(file(), text);
    }

    Path file() {
        return folder.resolve("thresholds.yaml");
    }

    Path output() {
        return folder.resolve("coldgate-out");
    }

    /** Runs the command in this JVM and returns its exit code. */
    int coldgate(String command, String... more) {
        return run(Stream.concat(Stream.of(command, "--file", file().toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    /** Runs a command that reads no file. */
    int run(String... args) {
        return cli.run(args);
    }

    /** Where what is said goes. */
    Terminal terminal() {
        return cli.terminal();
    }

    int judge() {
        return coldgate("judge", output().toString());
    }

    /** Standard output so far; the next call gives what follows. */
    String takeOut() {
        return cli.takeOut();
    }

    String out() {
        return cli.out();
    }

    String err() {
        return cli.err();
    }

    /** Everything that was said, for a failing assertion. */
    String text() {
        return cli.text();
    }
}
