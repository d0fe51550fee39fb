package io.coldgate.change;

import io.coldgate.fixture.GitRepository;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.read.ReadOptions;
import io.coldgate.thresholds.read.ReadResult;
import io.coldgate.thresholds.read.ThresholdsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A git repository with a branch that left {@code main}. */
final class ChangedRepository {
    private final GitRepository git;

    /** With one commit of these files on {@code main}, on a new branch. */
    ChangedRepository(Path folder, Map<String, String> files) throws IOException {
        git = GitRepository.create(folder);
        for (Map.Entry<String, String> file : files.entrySet()) {
            write(file.getKey(), file.getValue());
        }
        commit();
        git("checkout", "-q", "-b", "topic");
    }

    Path top() {
        return git.top();
    }

    void write(String path, String text) throws IOException {
        git.write(path, text);
    }

    /** Commits these files too, as where the branch left {@code main}. */
    void base(Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            write(file.getKey(), file.getValue());
        }
        commit();
        git("branch", "-q", "--force", "main");
    }

    void delete(String path) throws IOException {
        Files.delete(top().resolve(path));
    }

    void commit() {
        git.commit("a");
    }

    void git(String... arguments) {
        git.git(arguments);
    }

    Thresholds thresholds() {
        ReadResult result =
                ThresholdsReader.read(top().resolve("thresholds.yaml"), "thresholds.yaml", ReadOptions.none());
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
