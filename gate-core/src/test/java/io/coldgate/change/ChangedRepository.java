package io.coldgate.change;

import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.read.ReadOptions;
import io.coldgate.thresholds.read.ReadResult;
import io.coldgate.thresholds.read.ThresholdsReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A git repository with a branch that left {@code main}. */
final class ChangedRepository {
    private final Path top;

    /** With one commit of these files on {@code main}, on a new branch. */
    ChangedRepository(Path folder, Map<String, String> files) throws Exception {
        top = Files.createDirectories(folder.resolve("repository")).toRealPath();
        git("init", "-q", "-b", "main", ".");
        for (Map.Entry<String, String> file : files.entrySet()) {
            write(file.getKey(), file.getValue());
        }
        commit();
        git("checkout", "-q", "-b", "topic");
    }

    Path top() {
        return top;
    }

    void write(String path, String text) throws IOException {
        Path file = top.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    void delete(String path) throws IOException {
        Files.delete(top.resolve(path));
    }

    void commit() throws Exception {
        git("add", "-A");
        git("commit", "-qm", "a", "--allow-empty");
    }

    void git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder call =
                new ProcessBuilder(command).directory(top.toFile()).redirectErrorStream(true);
        call.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        call.environment()
                .putAll(Map.of(
                        "GIT_CONFIG_GLOBAL", "/dev/null",
                        "GIT_CONFIG_NOSYSTEM", "1",
                        "GIT_AUTHOR_NAME", "a",
                        "GIT_AUTHOR_EMAIL", "a@example.com",
                        "GIT_COMMITTER_NAME", "c",
                        "GIT_COMMITTER_EMAIL", "c@example.com"));
        Process process = call.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(command + ": " + output);
        }
    }

    Thresholds thresholds() {
        ReadResult result =
                ThresholdsReader.read(top.resolve("thresholds.yaml"), "thresholds.yaml", ReadOptions.none());
        return result.thresholds().orElseThrow(() -> new AssertionError(result.diagnostics()));
    }

    /** Why each function is touched, since {@code main}. */
    Map<String, String> touched() throws Exception {
        return touched("go");
    }

    Map<String, String> touched(String go) throws Exception {
        return ChangeSelection.since(thresholds(), "main", new GoImports(go)).reasons();
    }
}
