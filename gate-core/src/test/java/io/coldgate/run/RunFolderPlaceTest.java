package io.coldgate.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The place of a run's files, and what git sees of them. */
class RunFolderPlaceTest {
    @TempDir
    Path folder;

    @Test
    void aPomDoesNotMoveTheFolderOfASetUpThatIsThere() throws IOException {
        Path thresholds = Files.writeString(folder.resolve("thresholds.yaml"), "version: 1\n");
        Files.writeString(folder.resolve("pom.xml"), "<project/>");
        assertThat(UsualFolder.of(thresholds)).isEqualTo(folder.resolve("target/coldgate"));

        Files.createDirectory(folder.resolve("coldgate-out"));
        assertThat(UsualFolder.of(thresholds)).isEqualTo(folder.resolve("coldgate-out"));
    }

    @Test
    void aFreshCheckoutKeepsTheFolderThatItsFileNames() throws IOException {
        Path thresholds =
                Files.writeString(folder.resolve("thresholds.yaml"), "package: coldgate-out/build/a/bootstrap\n");
        Files.writeString(folder.resolve("pom.xml"), "<project/>");

        assertThat(UsualFolder.of(thresholds)).isEqualTo(folder.resolve("coldgate-out"));
    }

    @Test
    void aRunMakesItsFolderIgnored() throws Exception {
        Path output = folder.resolve("out");
        try (RunFolder run = RunFolder.open(output)) {
            assertThat(run.path().resolve(".gitignore")).content().isEqualTo("*\n");
        }
    }

    /** The builds that init's file names go into the folder of the checks before there is a check. */
    @Test
    void aCalibrationMakesTheFolderOfChecksIgnoredToo() throws Exception {
        Path checks = folder.resolve("coldgate-out");
        Files.createDirectories(checks.resolve("build/a"));

        RunFolder.open(checks.resolve("calibrate")).close();

        assertThat(checks.resolve(".gitignore")).content().isEqualTo("*\n");
        assertThat(folder.resolve(".gitignore")).doesNotExist();
    }

    @Test
    void aFolderThatTheUserNamedIsNotIgnoredForTheRunInIt() throws Exception {
        RunFolder.open(folder.resolve("mine/calibrate")).close();

        assertThat(folder.resolve("mine/.gitignore")).doesNotExist();
        assertThat(folder.resolve("mine/calibrate/.gitignore")).exists();
    }

    @Test
    void aFolderWithOtherFilesIsNotIgnored() throws Exception {
        Files.writeString(folder.resolve("mine.txt"), "");
        RunFolder.open(folder).close();
        RunFolder.open(folder).close();

        assertThat(folder.resolve(".gitignore")).doesNotExist();
    }

    @Test
    void anIgnoreFileThatIsThereStays() throws Exception {
        Files.writeString(folder.resolve(".gitignore"), "results.jsonl\n");
        RunFolder.open(folder).close();

        assertThat(folder.resolve(".gitignore")).content().isEqualTo("results.jsonl\n");
    }
}
