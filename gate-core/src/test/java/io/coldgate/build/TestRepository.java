package io.coldgate.build;

import io.coldgate.fixture.GitRepository;
import io.coldgate.thresholds.Baseline;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.read.ReadOptions;
import io.coldgate.thresholds.read.ReadResult;
import io.coldgate.thresholds.read.ThresholdsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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

    private final GitRepository git;
    private final Path counted;

    private TestRepository(GitRepository git, Path counted) {
        this.git = git;
        this.counted = counted;
    }

    /** With one commit on {@code main}, whose source says {@code old}, and a candidate that says {@code new}. */
    static TestRepository create(Path folder) throws IOException {
        TestRepository made = new TestRepository(
                GitRepository.create(folder), folder.toRealPath().resolve("builds"));
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
        return git.top();
    }

    Path folder() {
        return top().resolve("app");
    }

    /** How many builds ran. */
    long builds() throws IOException {
        return Files.exists(counted) ? Files.readAllLines(counted).size() : 0;
    }

    void write(String path, String text) throws IOException {
        git.write(path, text);
    }

    String commit(String message) {
        return git.commit(message);
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
        return of.withBaseline(
                Baseline.ofRef(ref, of.comparison().baseline().orElseThrow().location()));
    }
}
