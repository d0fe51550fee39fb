package io.coldgate.build;

import io.coldgate.thresholds.Baseline;
import io.coldgate.thresholds.ConfigurationChange;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.read.ReadOptions;
import io.coldgate.thresholds.read.ReadResult;
import io.coldgate.thresholds.read.ThresholdsReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A git repository of a function whose build copies its source and counts its runs. */
final class TestRepository {
    /** The function of {@code app/thresholds.yaml}. */
    static final String THRESHOLDS = """
            version: 1
            functions:
              checkout:
                build: sh build.sh checkout
                package: checkout/out/function.zip
                baseline: { ref: main }
                regression: { init_duration: { p50: +10% } }
            """;

    private final Path top;
    private final Path counted;

    private TestRepository(Path top, Path counted) {
        this.top = top;
        this.counted = counted;
    }

    /** With one commit on {@code main}, whose source says {@code old}, and a candidate that says {@code new}. */
    static TestRepository create(Path folder) throws IOException {
        Path top = Files.createDirectories(folder.resolve("repository")).toRealPath();
        TestRepository made = new TestRepository(top, folder.toRealPath().resolve("builds"));
        git(top, "init", "-q", "-b", "main", ".");
        made.write(".gitignore", "out/\ntarget/\n");
        made.write("app/build.sh", """
                echo run >> %s
                mkdir -p $1/out && cp $1/source $1/out/function.zip
                """.formatted(made.counted));
        made.write("app/checkout/source", "old");
        made.write("app/thresholds.yaml", THRESHOLDS);
        made.commit("first");
        made.write("app/checkout/source", "new");
        return made;
    }

    Path top() {
        return top;
    }

    Path folder() {
        return top.resolve("app");
    }

    /** How many builds ran. */
    long builds() throws IOException {
        return Files.exists(counted) ? Files.readAllLines(counted).size() : 0;
    }

    void write(String path, String text) throws IOException {
        Path file = top.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    String commit(String message) {
        git(top, "add", "-A");
        git(top, "commit", "-qm", message, "--allow-empty");
        return git(top, "rev-parse", "HEAD").strip();
    }

    /** What git prints. */
    static String git(Path folder, String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder call =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        call.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        call.environment()
                .putAll(Map.of(
                        "GIT_CONFIG_GLOBAL", "/dev/null",
                        "GIT_CONFIG_NOSYSTEM", "1",
                        "GIT_AUTHOR_NAME", "a",
                        "GIT_AUTHOR_EMAIL", "a@example.com",
                        "GIT_COMMITTER_NAME", "c",
                        "GIT_COMMITTER_EMAIL", "c@example.com"));
        try {
            Process process = call.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(command + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    FunctionSpec function() throws IOException {
        return function(folder());
    }

    /** The first function of the folder's thresholds file. */
    static FunctionSpec function(Path folder) throws IOException {
        ReadResult result =
                ThresholdsReader.read(folder.resolve("thresholds.yaml"), "thresholds.yaml", ReadOptions.none());
        return result.thresholds()
                .orElseThrow(() -> new AssertionError(result.diagnostics()))
                .functions()
                .get(0);
    }

    /** The same function with another ref, also one that the reader refuses. */
    static FunctionSpec with(FunctionSpec of, String ref) {
        Baseline baseline = new Baseline(
                Optional.of(ref),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ConfigurationChange.NONE,
                of.comparison().baseline().orElseThrow().location());
        return of.withBaseline(baseline);
    }
}
