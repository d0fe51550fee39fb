package io.coldgate.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages that are older than the code that they are built from. */
@Tag("git")
class StalePackageTest {
    private final Instant now = Instant.now();
    private final Instant later = now.plus(Duration.ofHours(1));

    /** All packages of the test were written before this. */
    private final Instant atLast = now.plus(Duration.ofHours(2));

    @TempDir
    Path folder;

    private ChangedRepository repository;

    @BeforeEach
    void create() throws IOException {
        Map<String, String> files = new TreeMap<>();
        files.put(".gitignore", "out/\n");
        files.put("go.mod", "module shop\n\ngo 1.18\n");
        files.put("lib/lib.go", "package lib\n");
        files.put("lib/lib_test.go", "package lib\n");
        files.put("lib/README.md", "");
        files.put("other/other.go", "package other\n");
        for (String function : List.of("one", "two")) {
            files.put(function + "/main.go", "package main\n\nimport _ \"shop/lib\"\n\nfunc main() {}\n");
        }
        files.put("thresholds.yaml", """
                version: 1
                functions:
                  one:
                    build: go build -o out/one/bootstrap ./one
                    package: out/one
                    budgets: { init_duration: { p50: 1s } }
                  two:
                    build: go build -o out/two ./two
                    package: out/two
                    budgets: { init_duration: { p50: 1s } }
                  unbuilt:
                    package: out/two
                    budgets: { init_duration: { p50: 1s } }
                """);
        repository = new ChangedRepository(folder, files);
        for (String path : files.keySet()) {
            modified(path, now.minus(Duration.ofHours(1)));
        }
        repository.write("out/one/bootstrap", "");
        repository.write("out/two", "");
    }

    /** The time of a package's last modification is of no interest: many tools set it. */
    private void modified(String path, Instant time) throws IOException {
        Files.setLastModifiedTime(repository.top().resolve(path), FileTime.from(time));
    }

    private List<String> warnings(Instant began) throws InterruptedException {
        return StalePackage.among(repository.thresholds().functions(), repository.top(), began).stream()
                .map(stale -> stale.problem().warningLine())
                .toList();
    }

    @Test
    void codeThatIsNewerThanThePackageIsNamedWithTheCommand() throws Exception {
        modified("one/main.go", later);
        modified("out/one/bootstrap", atLast);

        assertThat(warnings(atLast))
                .containsExactly("thresholds.yaml:4:5: functions.one.build: warning: the command did not write the"
                        + " package, which is older than one/main.go: old code may be measured; let the command depend"
                        + " on its sources, or always build");
    }

    @Test
    void sharedCodeIsThatOfEachProgramThatImportsIt() throws Exception {
        modified("lib/lib.go", later);

        assertThat(warnings(atLast)).hasSize(2).allMatch(line -> line.contains("older than lib/lib.go"));
    }

    @Test
    void codeThatIsNotCommittedCounts() throws Exception {
        repository.write("lib/more.go", "package lib\n");
        modified("lib/more.go", later);

        assertThat(warnings(atLast)).hasSize(2).allMatch(line -> line.contains("older than lib/more.go"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"other/other.go", "lib/lib_test.go", "lib/README.md", "thresholds.yaml"})
    void filesThatAreNotInThePackageDoNotCount(String path) throws Exception {
        modified(path, later);

        assertThat(warnings(atLast)).isEmpty();
    }

    @Test
    void aPackageThatTheCommandWroteIsUpToDate() throws Exception {
        modified("lib/lib.go", later);

        assertThat(warnings(now.minus(Duration.ofMinutes(1)))).isEmpty();
    }

    @Test
    void outsideOfARepositoryNothingIsKnown() throws Exception {
        modified("one/main.go", later);
        Files.move(repository.top().resolve(".git"), folder.resolve("gone"));

        assertThat(warnings(atLast)).isEmpty();
    }
}
